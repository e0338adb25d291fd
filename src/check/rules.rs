//! The checks, one file each, in the order of their names. A file's own documentation is its manual page.

use super::{
    Check, Run, Subject, WrittenPage, blanks, find, heading_marks, link_slips, numbers, phrases, pictures, rows,
    word_lists,
};
use crate::base::diagnostic::Code;
pub(super) use page_too_heavy::compressed;
pub(crate) use to_fill_in::TO_FILL_IN;

/// The one check whose words are let through one by one.
pub(super) const BANNED_PHRASE: Code = banned_phrase::CODE;
/// What is told of a waiver that waives nothing.
pub(super) const UNUSED_WAIVER: Code = unused_waiver::CODE;
/// What waivers are told of, and so can't waive.
pub(super) const OF_WAIVERS: [Code; 2] = [expired_waiver::CODE, UNUSED_WAIVER];
/// Problems that a new review mends.
pub(crate) const MENDED_BY_REVIEW: [Code; 6] = [
    changed_since_review::CODE,
    impossible_review::CODE,
    review_due_soon::CODE,
    review_interval::CODE,
    review_missing::CODE,
    review_overdue::CODE,
];

macro_rules! checks {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*
        /// Every kind of problem, in the order of their names.
        pub const CHECKS: &[Check] = &[$(Check {
            code: $module::CODE,
            source: include_str!(concat!("rules/", stringify!($module), ".rs")),
            run: $module::RUN,
        }),*];
        $(const _: () = assert!($module::CODE.is_of_module(stringify!($module)), "a check's code is its file's name");)*
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
    missing_hours,
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
