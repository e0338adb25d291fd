//! Words that say not to do something, in cards and lists, in each language: an editor is told where readers could take
//! them for the opposite, and of none that is as it should be.

use crate::first_do_no_harm::each_is;

fn card(level: &str, heading: &str) -> String {
    format!("> [!{level}]\n> ## {heading}\n>\n> - a")
}

/// Checks cards with one heading each.
fn each_card_is(code: &str, headings: &[(&str, &str)]) {
    let cards: Vec<String> = headings.iter().map(|(_, heading)| card("CAUTION", heading)).collect();
    let texts: Vec<(&str, &str)> =
        headings.iter().zip(&cards).map(|((language, _), card)| (*language, card.as_str())).collect();
    each_is(code, &texts);
}

#[test]
fn a_red_card_calls_the_emergency_number() {
    each_card_is(
        "card-structure",
        &[
            ("en", "Call [us](tel:clinic) now if:"),
            ("en", "Call the clinic now if:"),
            ("de", "Rufen Sie [uns](tel:clinic) an, wenn:"),
            ("es", "Llame a [la clínica](tel:clinic) si:"),
            ("pt-br", "Ligue para [a clínica](tel:clinic) se:"),
            ("ar", "اتصل [بالعيادة](tel:clinic) إذا:"),
            // Whatever the words promise.
            ("en", "Call [the emergency number](tel:clinic) if:"),
            ("en", "Call an ambulance now if:"),
            ("de", "Rufen Sie einen Krankenwagen, wenn:"),
        ],
    );
    each_card_is(
        "",
        &[
            ("en", "Call [us](tel:clinic) or [](tel:emergency) if:"),
            ("en", "Go to A&E if:"),
            ("en", "Go to A&E or call [us](tel:clinic) if:"),
            ("en", "Act at once if:"),
            ("de", "Gehen Sie in die Notaufnahme, wenn:"),
        ],
    );
}

#[test]
fn no_card_says_when_not_to_call() {
    each_card_is(
        "card-structure",
        &[
            ("en", "Do not call [](tel:emergency) if:"),
            ("en", "You don’t need to call [999](tel:emergency) if:"),
            ("de", "Rufen Sie [](tel:emergency) nicht, wenn:"),
            ("de", "Rufen Sie nicht die [](tel:emergency), wenn:"),
            ("es", "No llame al [](tel:emergency) si:"),
            ("pt-br", "Não ligue para o [](tel:emergency) se:"),
            ("ar", "لا تتصل بـ[](tel:emergency) إذا:"),
            // One number, and not another one.
            ("en", "Call [](tel:emergency), not [](tel:clinic), if:"),
            ("de", "Rufen Sie [](tel:emergency) an, nicht [](tel:clinic), wenn:"),
            ("es", "Llame al [](tel:emergency) y no al [](tel:clinic) si:"),
            ("pt-br", "Ligue [](tel:emergency) e não [](tel:clinic) se:"),
            ("ar", "اتصل على [](tel:emergency) وليس [](tel:clinic) إذا:"),
        ],
    );
    each_is(
        "card-structure",
        &[("en", &(card("CAUTION", "Call [](tel:emergency) if:") + "\n>\n> Do not call us if:\n>\n> - b"))],
    );
    each_card_is(
        "",
        &[
            ("en", "Do not wait: call [](tel:emergency) if:"),
            ("en", "Do not hesitate to call [](tel:emergency) if:"),
            ("en", "Do not drive and call [](tel:emergency) if:"),
            ("de", "Zögern Sie nicht, [](tel:emergency) zu rufen, wenn:"),
            ("de", "Rufen Sie [](tel:emergency) und warten Sie nicht, wenn:"),
            ("es", "No dude en llamar al [](tel:emergency) si:"),
            ("pt-br", "Não hesite em ligar para o [](tel:emergency) se:"),
            ("ar", "لا تتردد في الاتصال بـ[](tel:emergency) إذا:"),
        ],
    );
}

#[test]
fn a_card_further_down_in_an_item_is_told() {
    each_is(
        "card-structure",
        &[
            ("en", "- a\n\n  > [!WARNING]\n  > ## Call [us](tel:clinic) if:\n  >\n  > - a"),
            (
                "de",
                "1. a\n\n   b\n\n   > [!WARNING]\n   > ## Rufen Sie [uns](tel:clinic) an, wenn:\n   >\n   > - a\n\n   c",
            ),
        ],
    );
}

#[test]
fn what_not_to_do_is_headed_so() {
    each_is(
        "leftover-mark",
        &[
            ("en", "### Avoid\n\n- driving"),
            ("en", "### Do not drive or swim\n\n- drive a car\n- swim"),
            ("en", "**You must never swim or drive**\n\n- swim"),
            ("de", "### Nicht fahren oder schwimmen\n\n- Auto fahren"),
            ("de", "### Fahren Sie nicht\n\n- Auto fahren"),
            ("es", "### Evite\n\n- nadar"),
            ("es", "### No conduzca ni nade\n\n- conduzca"),
            ("pt-br", "### Não dirija nem nade\n\n- nade no mar"),
            ("ar", "### تجنب\n\n- السباحة"),
        ],
    );
    each_is(
        "broken-mark",
        &[
            ("en", "| Do | Do not |\n|---|---|\n| rest | drive |"),
            ("en", "| | What |\n|---|---|\n| Do | rest |\n| Don’t | drive |"),
            ("de", "| Bitte tun | Bitte vermeiden |\n|---|---|\n| ruhen | fahren |"),
            ("es", "| Haga esto | No haga esto |\n|---|---|\n| a | b |"),
            ("pt-br", "| Faça | Não faça |\n|---|---|\n| a | b |"),
            ("ar", "| افعل | لا تفعل |\n|---|---|\n| a | b |"),
            // Told once.
            ("en", "- a\n\n  ### Do\n\n  - rest"),
            ("en", "- > [!NOTE]\n  > Words.\n  >\n  > ### Do not\n  >\n  > - do not swim"),
        ],
    );
    each_is(
        "",
        &[
            ("en", "### Do not drive if:\n\n- you feel dizzy\n- you drink"),
            ("en", "### Do not take ibuprofen\n\n- it can hurt your stomach"),
            ("en", "### Do not forget to\n\n- take your tablets\n- drink"),
            ("en", "| Food | Eat | Avoid |\n|---|---|---|\n| a | b | c |"),
            ("de", "### Fahren Sie nicht, wenn:\n\n- Sie Alkohol trinken"),
        ],
    );
}

#[test]
fn an_item_with_a_tick_tells_what_to_do() {
    each_is(
        "do-not-wording",
        &[
            ("en", "### Do\n\n- please never swim"),
            ("en", "### Do\n\n- you must never swim"),
            ("en", "### Do\n\n- ❌ do not swim"),
            ("en", "### Do\n\n- do\u{ad}not swim"),
            ("en", "### Do\n\n- **do**\u{200b} not swim"),
            ("en", "### Do\n\n- under no circumstances swim"),
            ("en", "### Do\n\n- do not swim, and wait for an hour"),
            ("en", "### Do\n\n- rest\n- do not"),
            ("en", "### Do not\n\n- do not drive\n- do not"),
            ("de", "### Bitte tun\n\n- Keinesfalls fahren"),
            ("de", "### Bitte tun\n\n- Auf keinen Fall fahren"),
            ("de", "### Bitte tun\n\n- Fahren Sie nicht Auto"),
            ("de", "### Bitte tun\n\n- die Wunde nicht berühren"),
            ("es", "### Haga esto\n\n- Por favor, no nade"),
            ("es", "### Haga esto\n\n- En ningún caso nade"),
            ("pt-br", "### Faça\n\n- Você não deve nadar"),
            ("ar", "### افعل\n\n- من فضلك لا تسبح"),
        ],
    );
    each_is(
        "",
        &[
            ("en", "### Do\n\n- do not ever forget to drink\n- never skip a dose\n- do nothing for a day"),
            ("en", "### Do\n\n- note what you eat\n- do not be afraid to ask"),
            ("de", "### Bitte tun\n\n- Trinken Sie viel, aber keinen Alkohol\n- Essen Sie nicht nur Brot"),
            ("de", "### Bitte tun\n\n- Warten Sie nicht zu lange\n- Ruhen Sie, wenn Sie nicht schlafen können"),
            ("es", "### Haga esto\n\n- No se olvide de beber"),
            ("pt-br", "### Faça\n\n- Por favor, não se esqueça de beber"),
        ],
    );
}
