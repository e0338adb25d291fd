//! Cards, do-lists and links to numbers that would be published other than they were meant, in each language: an editor
//! is told of every one, and of none that is as it should be.

use std::fmt::Write as _;

use carepress::base::diagnostic::Diagnostic;

use crate::support;

/// The languages of the site, each with its numbers.
const LANGUAGES: [(&str, &str, &str); 5] = [
    ("en", "+44 20 7946 0018", "999"),
    ("de", "+49 30 23125 018", "112"),
    ("es", "+34 917 001 900", "112"),
    ("pt-br", "+55 11 3061 7000", "192"),
    ("ar", "+966 11 212 3333", "997"),
];

/// Where one of some texts stands.
fn path(texts: &[(&str, &str)], index: usize) -> String {
    match texts[index].0 {
        "en" => format!("content/case-{index}.md"),
        language => format!("content/{language}/case-{index}.md"),
    }
}

/// A site of some texts, and all that is told of it.
fn examined(texts: &[(&str, &str)]) -> (tempfile::TempDir, Vec<Diagnostic>) {
    let mut files = String::from(
        "-- site.yaml --\nname: A clinic\nbase_url: https://clinic.example\nlanguages: [en, de, es, pt-br, ar]\nguide: guide.md\nsample: true\nphones:\n",
    );
    for (language, clinic, emergency) in LANGUAGES {
        let _ = writeln!(files, "  {language}: {{ clinic: \"{clinic}\", emergency: \"{emergency}\" }}");
    }
    for (index, (_, text)) in texts.iter().enumerate() {
        let _ = write!(
            files,
            "-- {} --\n---\ntitle: Case {index}\nsummary: Rest.\nkind: article\n---\n\nRest.\n\n{text}\n",
            path(texts, index)
        );
    }
    let site = support::site(files.as_bytes());
    let found = carepress::build::examine(site.path(), support::options()).expect("the folder can be read");
    (site, found)
}

/// What is said of each of some texts, as `code code`: those of cards, lists and numbers alone.
fn said(texts: &[(&str, &str)]) -> Vec<String> {
    let (_site, found) = examined(texts);
    let codes =
        ["card-structure", "phone-words", "broken-mark", "leftover-mark", "do-not-wording", "typed-phone-number"];
    let of = |index: usize| {
        let path = path(texts, index);
        let own = found.iter().filter(|problem| problem.path() == path && codes.contains(&problem.code.as_str()));
        let mut own: Vec<&str> = own.map(|problem| problem.code.as_str()).collect();
        own.dedup();
        own.join(" ")
    };
    (0..texts.len()).map(of).collect()
}

/// Checks that a code, and no other, is told of each of some texts; none where the code is empty.
pub(crate) fn each_is(code: &str, texts: &[(&str, &str)]) {
    for ((language, text), said) in texts.iter().zip(said(texts)) {
        assert_eq!(said, code, "{language}: {text}");
    }
}

#[test]
fn a_card_calls_one_number_in_its_own_colour() {
    each_is(
        "card-structure",
        &[
            ("en", "> [!CAUTION]\n> ## Call [](tel:emergency) if:\n>\n> - a\n> ## [Call us](tel:clinic) if:\n>\n> - b"),
            (
                "en",
                "> [!CAUTION]\n> ## Call [](tel:emergency) if:\n>\n> - a\n>\n> **[Call us](tel:clinic) if:**\n>\n> - b",
            ),
            (
                "en",
                "> [!WARNING]\n> ## [Call us](tel:clinic) if:\n>\n> - a\n>\n> ## Call [](tel:emergency) if:\n>\n> - b",
            ),
            (
                "de",
                "> [!CAUTION]\n> ## Rufen Sie [](tel:emergency), wenn:\n>\n> - a\n> ### [Rufen Sie uns](tel:clinic), wenn:\n>\n> - b",
            ),
            ("en", "> [!TIP]\n> ## Call [999](tel:emergency) now\n>\n> - a"),
            ("en", "> [!WARNING]\n> ## Call [](tel:emergency) now if:\n>\n> - a"),
            ("en", "> [!IMPORTANT]\n> ## Call an ambulance if:\n>\n> - a"),
            ("en", "> [!NOTE]\n> Call [](tel:emergency) now if:\n>\n> - a"),
            ("de", "> [!NOTE]\n> ## Rufen Sie den Rettungsdienst, wenn:\n>\n> - a"),
            ("es", "> [!TIP]\n> ## Llame al [](tel:emergency) si:\n>\n> - a"),
            ("pt-br", "> [!NOTE]\n> ## Ligue para o [](tel:emergency) se:\n>\n> - a"),
            ("ar", "> [!NOTE]\n> ## اتصل بـ[](tel:emergency) إذا:\n>\n> - ألم"),
        ],
    );
    each_is(
        "",
        &[
            (
                "en",
                "> [!CAUTION]\n> ## Call [](tel:emergency) if:\n>\n> - a\n>\n> ### While you wait\n>\n> - unlock the door",
            ),
            ("en", "> [!WARNING]\n> ## Call [us](tel:clinic), or [](tel:emergency) at night, if:\n>\n> - a"),
            ("en", "> [!NOTE]\n> ## What happens when you call [](tel:emergency)\n>\n> - a"),
            ("en", "> [!NOTE]\n> This leaflet is for you if:\n>\n> - a"),
            ("de", "> [!NOTE]\n> ## Kommen Sie nüchtern, wenn:\n>\n> - a"),
        ],
    );
}

#[test]
fn a_card_that_is_only_a_quotation_or_stands_in_a_list_is_told() {
    each_is(
        "card-structure",
        &[
            ("en", "> **Caution:** Call [999](tel:emergency) now if your chest hurts."),
            ("en", "> **Emergency**\n>\n> Call [999](tel:emergency) now if your chest hurts."),
            ("en", "> Call [999](tel:emergency) now if your chest hurts."),
            ("de", "> **Achtung:** Rufen Sie [112](tel:emergency)."),
            ("es", "> **Atención:** llame al [112](tel:emergency)."),
            ("pt-br", "> **Cuidado:** ligue para [192](tel:emergency)."),
            ("ar", "> **تحذير:** اتصل بـ[](tel:emergency) الآن."),
            ("en", "- > [!CAUTION]\n  > ## Call [](tel:emergency) if:\n  >\n  > - a"),
            ("en", "1. > [!WARNING]\n   > ## Call [us](tel:clinic) if:\n   >\n   > - a"),
            ("en", "> > [!CAUTION]\n> > ## Call [](tel:emergency) if:\n> >\n> > - a"),
        ],
    );
    each_is(
        "",
        &[
            ("en", "> \"I rang [999](tel:emergency) at once, and it was fine.\""),
            ("en", "> Caution is a good thing, said [the clinic](tel:clinic)."),
            ("de", "> Ich rief [112](tel:emergency), und alles ging gut."),
        ],
    );
}

#[test]
fn a_line_below_an_item_of_a_card_does_not_run_on_unseen() {
    let card = |language, line: &str| match language {
        "de" => format!("> [!CAUTION]\n> ## Rufen Sie [](tel:emergency), wenn:\n>\n> - Sie ohnmächtig werden\n{line}"),
        "ar" => format!("> [!CAUTION]\n> ## اتصل بـ[](tel:emergency) إذا:\n>\n> - ألم في الصدر\n{line}"),
        _ => format!("> [!CAUTION]\n> ## Call [](tel:emergency) if:\n>\n> - you faint\n{line}"),
    };
    for (language, line, code) in [
        ("en", "> Chest pain can be serious.", "card-structure"),
        ("en", "> **Chest pain** can be serious.", "card-structure"),
        ("de", "> Brustschmerzen sind ernst.", "card-structure"),
        ("ar", "> قد يكون خطيرا.", "card-structure"),
        ("en", "> and fall", ""),
        ("en", ">   Always tell us.", ""),
        ("en", ">\n> Chest pain can be serious.", ""),
    ] {
        each_is(code, &[(language, &card(language, line))]);
    }
    let wrapped = "> [!CAUTION]\n> ## Call [](tel:emergency) if:\n>\n> - you have had pain in your chest since you came home last\n> Wednesday";
    each_is("", &[("en", wrapped)]);
}

#[test]
fn a_number_in_code_can_not_be_called() {
    each_is(
        "broken-mark",
        &[
            ("en", "> [!CAUTION]\n> ## Call `[](tel:emergency)` now if:\n>\n> - a"),
            ("en", "Call `[us](tel:clinic)` today."),
            ("de", "Rufen Sie **`[uns](tel:clinic)`** an."),
        ],
    );
    each_is("", &[("en", "Type `[words](page.md)` for a link, and `> [!NOTE]` for a card.")]);
}

#[test]
fn the_words_of_a_link_name_whom_it_calls() {
    each_is(
        "phone-words",
        &[
            ("en", "Call [the clinic](tel:emergency)."),
            ("en", "[Ring our ward](tel:emergency) today."),
            ("en", "Call [emergency services](tel:clinic)."),
            ("en", "Call the clinic on [](tel:emergency)."),
            ("en", "Call the emergency services on [](tel:clinic)."),
            ("en", "Clinic: [](tel:emergency)"),
            ("de", "Rufen Sie [die Praxis](tel:emergency) an."),
            ("de", "Rufen Sie [den Notarzt](tel:clinic)."),
            ("de", "Rufen Sie uns unter [](tel:emergency) an."),
            ("es", "Llame a [la clínica](tel:emergency)."),
            ("es", "Llame a [una ambulancia](tel:clinic)."),
            ("es", "Llame a la clínica al [](tel:emergency)."),
            ("pt-br", "Ligue para [a clínica](tel:emergency)."),
            ("pt-br", "Chame [uma ambulância](tel:clinic)."),
            ("ar", "اتصل [بالعيادة](tel:emergency)."),
            ("ar", "اتصل [بالإسعاف](tel:clinic)."),
            ("en", "Call[](tel:emergency)now."),
            ("en", "Call [](tel:emergency)now."),
            ("de", "Wählen Sie[](tel:emergency)sofort."),
            ("en", "Call [[999](tel:emergency) now."),
            ("en", "Call [999](tel:emergency)] now."),
        ],
    );
    each_is(
        "",
        &[
            ("en", "Call [the clinic's emergency line](tel:clinic), or [get help](tel:emergency)."),
            ("en", "If you cannot reach the clinic, call [](tel:emergency)."),
            ("en", "If you cannot reach the clinic: [](tel:emergency)."),
            ("en", "Call the clinic or [](tel:emergency)."),
            ("en", "[Note: call [999](tel:emergency)] or ([us](tel:clinic))."),
            (
                "de",
                "Die [Notfallnummer der Praxis](tel:clinic), die Praxis[nummer](tel:clinic), und [112](tel:emergency).",
            ),
            ("es", "Si no le responde la clínica, llame al [](tel:emergency)."),
            ("pt-br", "Se a clínica não atender, ligue para o [](tel:emergency)."),
            ("ar", "اتصل بـ[997](tel:emergency) الآن."),
        ],
    );
}

#[test]
fn a_list_of_what_not_to_do_does_not_fall_apart_unseen() {
    each_is(
        "broken-mark",
        &[
            ("en", "### Do not\n\nFor a day:\n\n- drive"),
            ("en", "### Do not\n\n- do not drive\n\n* swim"),
            ("en", "### Do not\n\n- do not drive\n\n1. swim"),
            ("en", "### Do not\n\n- do not drive\n\nSome words.\n\n- swim"),
            ("en", "### Do not\n\n> - drive"),
            ("en", "### Do not\n\n- do not drive\n\n> - swim"),
            ("en", "### Do not\n### Do\n\n- rest"),
            ("en", "### Do not\n\n| a | b |\n|---|---|\n| c | d |"),
            ("en", "### ❌ Do not\n\n- drive"),
            ("en", "### Do no t\n\n- drive"),
            ("en", "**Do not**:\n\n- drive"),
            ("de", "### Bitte vermeiden\n\n- nicht schwimmen\n\n* Auto fahren"),
            ("de", "### Bitte vermeiden\n\nAm ersten Tag:\n\n- Auto fahren"),
            ("es", "### No haga esto\n\n- no nade\n\n1. conduzca"),
            ("pt-br", "### Não faça\n\n> - nadar"),
            ("ar", "### لا تفعل\n\n- لا تسبح\n\n* قيادة"),
        ],
    );
    each_is(
        "leftover-mark",
        &[
            ("en", "Do not:\n\n- drive"),
            ("en", "### What not to do\n\n- drive"),
            ("en", "### You must not:\n\n- drive"),
            ("en", "### Never\n\n- drive"),
            ("de", "### Was Sie nicht tun sollten\n\n- baden"),
            ("es", "No haga esto:\n\n- nadar"),
            ("pt-br", "### Nunca\n\n- nade"),
            ("ar", "لا تفعل:\n\n- السباحة"),
        ],
    );
    each_is(
        "do-not-wording",
        &[
            ("en", "### Do not\n\n- do not drive\n  - swim"),
            ("en", "### Do\n\n- rest\n- don’t swim"),
            ("en", "### Do\n\n- rest\n- don´t swim"),
            ("en", "### Do\n\n- rest\n- donʼt swim"),
            ("en", "### Do\n\n- never drive"),
            ("de", "### Bitte tun\n\n- keinen Alkohol trinken"),
            ("es", "### Haga esto\n\n- no nade"),
            ("pt-br", "### Faça\n\n- não nade"),
            ("ar", "### افعل\n\n- لا تسبح"),
        ],
    );
    each_is(
        "",
        &[
            ("en", "### Do not\n\nDo not drive. Do not swim."),
            ("en", "### Do not\n\n- do not drive\n\nAfter a week, you can:\n\n- swim"),
            ("en", "### Do not\n\n- do not take\n  - ibuprofen\n- do not have:\n  - drink"),
            ("en", "### Do\n\n- do not forget to drink\n- avoid alcohol\n- rest, and do not drive"),
            ("en", "For two days, do not:\n\n- drive\n\nDo:\n\n- rest"),
            ("en", "## What to bring\n\n- a bag"),
            ("de", "### Bitte tun\n\n- nicht vergessen zu trinken"),
            ("es", "### Haga esto\n\n- no olvide beber"),
            ("pt-br", "### Faça\n\n- não se esqueça de beber"),
            ("ar", "### افعل\n\n- لا تنس شرب الماء"),
        ],
    );
}

#[test]
fn every_number_shown_in_a_link_is_the_one_that_it_calls() {
    each_is(
        "typed-phone-number",
        &[
            ("en", "Call [99\u{ad}9](tel:clinic)."),
            ("en", "Call [9\u{200b}99](tel:clinic)."),
            ("en", "Call [99&shy;9](tel:clinic)."),
            ("en", "Call [**99**9](tel:clinic)."),
            ("en", "Call [999/112](tel:clinic)."),
            ("en", "Call [9.9.9](tel:clinic)."),
            ("en", "Call [£999](tel:clinic)."),
            ("en", "Call [9 99](tel:clinic)."),
            ("de", "Rufen Sie [1-1-2](tel:clinic)."),
            ("de", "Rufen Sie [030 23125 018/112](tel:clinic)."),
            ("es", "Llame al [#112](tel:clinic)."),
            ("pt-br", "Ligue para [1·9·2](tel:clinic)."),
            ("ar", "اتصل على [٩.٩.٧](tel:clinic)."),
            // The same in running text.
            ("en", "Call 99\u{200b}9 now."),
            ("en", "Call 99\u{ad}9 now."),
            ("en", "Call 999/112 now."),
            ("en", "Call 9.9.9 now."),
            ("de", "Rufen Sie 11\u{2060}2 an."),
            ("ar", "اتصل على ٩٩\u{200f}٧ الآن."),
        ],
    );
    each_is("phone-words", &[("en", "[call999](tel:emergency)"), ("de", "[Notruf112](tel:emergency)")]);
    each_is(
        "",
        &[
            ("en", "Call [us, 24/7](tel:clinic), [us (9-5)](tel:clinic) or [us, 8.30-18.00](tel:clinic)."),
            ("en", "Call [020 7946 0018 (24/7)](tel:clinic) or [999](tel:emergency)."),
            ("de", "Rufen Sie [uns (8–12 und 14–18 Uhr)](tel:clinic) oder [112, rund um die Uhr](tel:emergency)."),
            ("ar", "اتصل بـ[٩٩٧](tel:emergency)."),
            ("en", "Blood pressure is 120/80, and version 9.9.9 is old."),
        ],
    );
}

#[test]
fn a_number_beside_other_numbers_is_told() {
    each_is(
        "typed-phone-number",
        &[
            ("en", "Call [](tel:clinic) or 999."),
            ("de", "Rufen Sie [](tel:clinic) oder 112 an."),
            ("es", "Llame al [](tel:clinic) o al 112."),
        ],
    );
    each_is("", &[("en", "Call [](tel:clinic). There are 999 people in this study of 2020.")]);
}

#[test]
fn a_number_behind_another_one_is_told_and_not_linked() {
    let texts = [
        ("en", "Dial 9 then 020 7946 0018."),
        ("en", "Dial 9 for an outside line, followed by 020 7946 0018."),
        ("en", "Dial nine, then 020 7946 0018."),
        ("en", "Dial 9. Then dial 020 7946 0018."),
        ("en", "Dial 0 first: 020 7946 0018."),
        ("en", "Call 020 7946 0018, then 3."),
        ("en", "Dial 9 then 999."),
        ("de", "Wählen Sie eine 0 vor: 030 23125 018."),
        ("de", "Wählen Sie die 0 und dann 030 23125 018."),
        ("es", "Marque 9 y luego 917 001 900."),
        ("pt-br", "Disque 0 e depois 11 3061 7000."),
        ("ar", "اطلب 9 ثم 011 212 3333"),
        ("en", "Call 2 days before on 020 7946 0018."),
        ("en", "Call 999 or 020 7946 0018."),
    ];
    let mut has_fix: Vec<(usize, bool)> = Vec::new();
    let (_site, found) = examined(&texts);
    for (index, _) in texts.iter().enumerate() {
        let own = found.iter().filter(|problem| problem.code.as_str() == "typed-phone-number");
        let mut own = own.filter(|problem| problem.path() == path(&texts, index)).peekable();
        assert!(own.peek().is_some(), "{}", texts[index].1);
        has_fix.push((index, own.any(|problem| problem.fix.is_some())));
    }
    let linked: Vec<usize> = has_fix.into_iter().filter(|(_, has_fix)| *has_fix).map(|(index, _)| index).collect();
    assert_eq!(linked, [12, 13]);
}
