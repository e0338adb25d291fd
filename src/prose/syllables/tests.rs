//! Words of health leaflets with their syllables, counted by hand from the
//! dictionary's full pronunciation.

use super::count;
use crate::prose::Language::{self, English, German, Other, Portuguese, Spanish};

/// A number of syllables and words that have it.
type SyllableLine = (usize, &'static str);

/// The words that are counted otherwise.
fn wrong(lang: Language, lines: &[SyllableLine]) -> Vec<String> {
    let mut wrong = Vec::new();
    for &(syllables, words) in lines {
        for word in words.split_whitespace() {
            let found = count(word, lang);
            if found != syllables {
                wrong.push(format!("{word}: {found} instead of {syllables}"));
            }
        }
    }
    wrong
}

fn check(lang: Language, lines: &[SyllableLine], at_least: usize) {
    let words: usize = lines.iter().map(|(_, w)| w.split_whitespace().count()).sum();
    assert!(words >= at_least, "only {words} words");
    let wrong = wrong(lang, lines);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The rules and exceptions were made with these in view.
const ENGLISH: &[SyllableLine] = &[
    (
        1,
        "ache heart lung blood pain breathe bruise swelled skin spine nerve cough sneeze drive \
         walked washed rest sleep dose you're they've goes called eyes week clothes used through \
         weight brain joint vein stressed don't can't it's we'll flu",
    ),
    (
        2,
        "tired doctor clinic needle needles muscle treatment headache table bleeding dizzy sleepy \
         fainting vomit fever kidney liver bandage tablet didn't couldn't wasn't doses \
         surgeon patient patients safely something sometimes careful breathing driving swollen \
         bruises nurses nurse's changes anxious special people diet quiet client poem fluid \
         protein thyroid eaten healthy pregnant hundred handled centre litre lawyer fatigue \
         headaches someone homework movement useful asthma rhythm naked wanted needed minutes \
         ointment experts safety symptoms caffeine disease business tissue serum virus wheezes",
    ),
    (
        3,
        "bandages medicine medicines hospital infection exercise relaxing important physician unwanted \
         appointment condition depression pacemaker follow-up tomorrow remember procedure several \
         everyone everything vitamins pregnancy injection sensation emotions nutrient arthritis \
         allergic recover museum cereal area idea calcium radius sodium various serious previous \
         quieter easier carrier disabled element entire require inhaler chemical surgical medical \
         physical annual actual usual casual tablespoon nausea period allergies pneumonia asthmatic",
    ),
    (
        4,
        "acupuncture information temperature operation medication bacteria practitioner ordinary \
         January diabetes radiation society anxiety variety dietary recovery emergency immunity \
         ability activity circulation inflammation ibuprofen hypertension caesarean necessary \
         menopausal menstruation evaluate material superior interior alcoholic supervision \
         situation continuous everybody embarrassing complications diarrhoea intravenous",
    ),
    (
        5,
        "acupuncturist antibiotics individual immediately examination paracetamol university \
         considerably communication gynaecology homeopathy electricity chemotherapy",
    ),
    (
        6,
        "anticoagulant responsibility gastrointestinal physiological physiotherapy rehabilitation \
         contraindication hypothyroidism",
    ),
];

/// Written down before the rules were tried on them.
const HELD_OUT: &[SyllableLine] = &[
    (1, "calf cramp"),
    (
        2,
        "ankle bladder chronic discharge dosage elbow eyelid fasting fracture gallstones glucose \
         hiccups hormones itchy migraine mouthpiece nosebleed numbness shoulder stiffness tingling \
         ulcer wheelchair cupping",
    ),
    (
        3,
        "abdomen adhesive ambulance appetite artery catheter drowsiness eczema insulin mammogram \
         oxygen varicose vertigo",
    ),
    (
        4,
        "anaemia chiropractor cholesterol constipated dehydrated dermatitis epilepsy indigestion \
         lymphoedema pneumothorax sciatica",
    ),
    (5, "colonoscopy haemophilia hysterectomy metabolism"),
];

#[test]
fn english_leaflet_words() {
    check(English, ENGLISH, 150);
}

#[test]
fn english_words_held_out() {
    let wrong = wrong(English, HELD_OUT);
    assert!(wrong.len() <= 2, "{wrong:#?}");
}

#[test]
fn spanish_words() {
    check(
        Spanish,
        &[
            (1, "hoy muy y quien rey ley buey guion pie bien"),
            (
                2,
                "día agua leer aire tiene fuerte después sesión país baúl búho guía ciudad ruido \
                 ciencia riñón hueso caer oír reír leí huía playa mayo limpiáis prohibir",
            ),
            (
                3,
                "prohíbe ahora alcohol pingüino cuidado diabetes paciente cabeza corazón náuseas \
                 oído hígado rodilla alergia terapia farmacia diarrea ansiedad caída rehúso idea \
                 área héroe línea Uruguay cuídese",
            ),
            (
                4,
                "vehículo antigüedad quirúrgico enfermedad estómago energía cirugía anestesia \
                 embarazo cacahuete zanahoria petróleo averigüe",
            ),
            (5, "medicamento acupuntura fisioterapia radiografía"),
            (7, "antiinflamatorio"),
        ],
        70,
    );
}

#[test]
fn portuguese_words() {
    check(
        Portuguese,
        &[
            (1, "não mãe mães pão mão dor ar mês pé luz vez dois meu seu quem pois céu dói põe viu"),
            (
                2,
                "água dia tia rua boa voo praia meio hoje leite noite muito coisa peito pele febre \
                 tosse sangue língua irmão órgão guia juiz raiz ruim país série área óleo caiu \
                 partiu quando igual sessão náusea rádio sódio cálcio vários cair sair sentiu \
                 questões",
            ),
            (
                3,
                "saúde ainda rainha ciência história família remédio farmácia saída doença coração \
                 ruído ideia joelho cabeça médico agulha cansaço criança viagem social atual dieta \
                 piora suave toalha pessoa enjoo região avião início álcool cuidado gratuito \
                 circuito triunfo viúva primeira hospital distúrbio construiu seguinte aquele \
                 enquanto química tranquilo frequente gravidez urgência saudável",
            ),
            (
                4,
                "paciente diabetes cirurgia energia terapia alergia especial situação relatório \
                 necessário suicídio reunião tratamento enfermeira exercício consciência \
                 contribuir proibido cardíaco psiquiatra compreender coordenar distribuir diminuir \
                 menstruação ambulância emergência pneumonia reumatismo cefaleia diarreia edifício",
            ),
            (
                5,
                "acupuntura medicamento diurético experiência ansiedade instituição autoimune \
                 neurologista",
            ),
            (6, "radiografia continuidade gastrointestinal"),
            (7, "fisioterapia anti-inflamatório"),
        ],
        100,
    );
}

#[test]
fn german_words() {
    check(
        German,
        &[
            (1, "Arzt Kopf Schmerz Blut Knie See Tee"),
            (
                2,
                "müde Nadel heute bleiben trinken Frauen Arznei Diät verdient geimpft Quelle Schwindel Yoga \
                 Seele Auge Häuser",
            ),
            (
                3,
                "Arzneien Patient Region Behandlung Bewegung Ernährung Schwangerschaft Allergie \
                 Therapie aktuell beenden geeignet Qualität Übelkeit Entzündung Familie Museum",
            ),
            (4, "Patientin Medikament Akupunktur beobachten beinhaltet Hygiene Diabetes"),
            (5, "Operation"),
            (6, "Physiotherapie"),
        ],
        40,
    );
}

#[test]
fn numbers_and_letters() {
    check(
        English,
        &[
            (0, "— ' ."),
            (1, "999 1.5 1,000 17:00 24/7 5 a B x mg"),
            (2, "GP GPs e.g a.m B12 x-ray 5mg café TV"),
            (3, "NHS MRI follow-up COVID-19"),
        ],
        1,
    );
    assert_eq!(count("sesio\u{301}n", Spanish), 2);
    assert_eq!(count("medi\u{ad}cine", English), 3);
    assert_eq!(count("médecine", Other), 4);
    assert_eq!(count("лечение", Other), 1);
}

#[test]
fn long_junk_takes_linear_time() {
    for piece in ["home", "careless", "aba", "ui", "a'", "1,", "é\u{301}", "qu", "sy"] {
        let word = piece.repeat(50_000);
        for lang in [English, Spanish, Portuguese, German, Other] {
            assert!(count(&word, lang) > 0, "{piece}");
        }
    }
}
