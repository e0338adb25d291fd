//! The checks, one file each, in the order of their names. A file's own documentation is its manual page.

use super::{
    Check, Run, Subject, WrittenPage, blanks, find, heading_marks, link_slips, numbers, phrases, pictures, rows,
    word_lists,
};
pub(super) use page_too_heavy::compressed;
pub use to_fill_in::TO_FILL_IN;

macro_rules! checks {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// Every kind of problem, in the order of their names.
        pub const CHECKS: &[Check] = &[$($module::CHECK),*];
    };
}

/// Declares a check. `run` is left out for problems that are found while files are read.
macro_rules! check {
    ($code:literal, $severity:ident, $file:literal) => {
        check!($code, $severity, $file, super::Run::Reading);
    };
    ($code:literal, $severity:ident, $file:literal, $run:expr) => {
        pub(super) const CHECK: super::Check = super::Check {
            code: $code,
            severity: crate::base::diagnostic::Severity::$severity,
            source: include_str!($file),
            run: $run,
        };
    };
}

checks![
    address_collision,
    bad_date,
    bad_file_name,
    bad_value,
    banned_phrase,
    bare_percentage,
    bold_heading,
    broken_anchor,
    broken_link,
    broken_mark,
    broken_picture,
    card_structure,
    changed_since_review,
    claim_mismatch,
    contradicting_claims,
    control_character,
    copied_file,
    do_not_wording,
    duplicate_key,
    emergency_number,
    empty_article,
    empty_section,
    expired_waiver,
    extra_request,
    fiction_number,
    hard_to_read,
    heading_order,
    heavy_picture,
    impossible_review,
    joined_lines,
    leftover_mark,
    link_to_expired,
    link_to_unpublished,
    link_without_words,
    long_list,
    long_paragraph,
    long_section,
    long_sentence,
    long_title,
    loud_heading,
    merge_conflict,
    missing_alt,
    missing_card,
    missing_field,
    missing_front_matter,
    missing_image,
    missing_number,
    missing_page,
    missing_summary,
    missing_words,
    mixed_denominators,
    myth_without_fact,
    nested_too_deeply,
    not_utf_8,
    page_too_heavy,
    passive_advice,
    phone_number,
    phone_words,
    plain_word,
    question_without_answer,
    raw_html,
    review_due_soon,
    review_interval,
    review_missing,
    review_overdue,
    same_text_other_target,
    same_title,
    security_contact,
    stigma_word,
    struck_out_words,
    stylesheet_request,
    symbolic_link,
    table_cell_lost,
    table_shape,
    template_error,
    to_fill_in,
    too_large,
    typed_phone_number,
    unanswered_setting,
    uncited_claim,
    unexplained_acronym,
    unexplained_term,
    unknown_claim,
    unknown_file,
    unknown_guide,
    unknown_key,
    unknown_phone,
    unknown_source,
    unknown_term,
    unknown_value,
    unreachable_page,
    unregistered_number,
    unsafe_link,
    unsafe_svg,
    unsized_picture,
    unused_waiver,
    unwaivable,
    vague_heading,
    vague_link_text,
    vague_risk,
    wrong_type,
    yaml_syntax,
];
