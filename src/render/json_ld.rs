//! What a page is, in schema.org's words (JSON-LD), for search engines and other programs. It says nothing that the
//! page does not show.

use std::borrow::Cow;

use memchr::memchr3;
use serde::Serialize;

use super::body::PageBody;
use crate::base::address::Address;
use crate::base::date::Date;
use crate::content::article::{Article, Code, CodeSystem};
use crate::content::references::Citation;
use crate::site::Site;
use crate::site::page::Page;

/// The block of a page; empty for pages that search engines don't list.
pub(super) fn of(site: &Site, page: &Page, address: &Address, body: &PageBody, title: &str, summary: &str) -> String {
    let traits = page.traits(site);
    if !traits.is_listed {
        return String::new();
    }
    let web_page =
        traits.shown().map(|id| GraphNode::WebPage(Box::new(web_page(site, &site[id], address, body, title, summary))));
    let graph: Vec<GraphNode<'_>> = web_page.into_iter().chain(trail(site, page).map(GraphNode::Trail)).collect();
    if graph.is_empty() {
        return String::new();
    }
    let text = serde_json::to_string(&GraphBlock { context: "https://schema.org", graph }).unwrap_or_default();
    // Inside a script element, `<` could end it; in JSON, its escape means the same.
    if memchr3(b'<', b'>', b'&', text.as_bytes()).is_some() {
        text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    } else {
        text
    }
}

#[derive(Serialize)]
struct GraphBlock<'s> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<GraphNode<'s>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum GraphNode<'s> {
    WebPage(Box<WebPage<'s>>),
    Trail(Trail<'s>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebPage<'s> {
    #[serde(rename = "@type")]
    kind: Kinds,
    #[serde(rename = "@id")]
    id: String,
    url: String,
    name: &'s str,
    description: &'s str,
    in_language: &'s str,
    is_accessible_for_free: bool,
    audience: Thing<'s>,
    publisher: Thing<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<Thing<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'s str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Work<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<MedicalSubject<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    main_entity: Vec<Question<'s>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Kinds {
    One(&'static str),
    Two([&'static str; 2]),
}

/// A person, an organisation, an audience: a kind and what is known of it.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Thing<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'s str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<Cow<'s, str>>,
}

#[derive(Serialize)]
struct MedicalSubject<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'s str,
    code: Vec<MedicalCode<'s>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MedicalCode<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    code_value: &'s str,
    coding_system: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'s str,
    accepted_answer: FaqAnswer<'s>,
}

#[derive(Serialize)]
struct FaqAnswer<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'s str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Trail<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item_list_element: Vec<TrailStep<'s>>,
}

#[derive(Serialize)]
struct TrailStep<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'s str,
    item: String,
}

fn web_page<'s>(
    site: &'s Site,
    article: &'s Article,
    address: &Address,
    body: &'s PageBody,
    title: &'s str,
    summary: &'s str,
) -> WebPage<'s> {
    let base = &site.config.base_url;
    let front = &article.front;
    let review = front.review.as_ref().filter(|_| crate::site::review::is_reviewed(site, article));
    let url = address.absolute(base);
    WebPage {
        kind: if body.questions.is_empty() {
            Kinds::One("MedicalWebPage")
        } else {
            Kinds::Two(["MedicalWebPage", "FAQPage"])
        },
        id: url.clone(),
        url,
        name: title,
        description: summary,
        in_language: &article.place.language,
        is_accessible_for_free: true,
        audience: Thing { kind: "Patient", ..Thing::default() },
        publisher: Thing { kind: "Organization", name: Some(&site.config.name), url: Some(base), ..Thing::default() },
        last_reviewed: review.and_then(|review| review.last_reviewed),
        reviewed_by: review.and_then(|review| review.reviewed_by.as_deref()).map(role),
        version: front.version(),
        citation: body.citations.iter().filter_map(|id| site.references.citations.get(id)).map(work).collect(),
        about: (!front.codes.is_empty()).then(|| MedicalSubject {
            kind: "MedicalEntity",
            name: &front.title,
            code: front.codes.iter().map(code).collect(),
        }),
        main_entity: body.questions.iter().map(|(question, answer)| answered(question, answer)).collect(),
    }
}

/// Somebody by their role, not by a name: nobody is invented.
fn role(role: &str) -> Thing<'_> {
    Thing { kind: "Person", job_title: Some(role), ..Thing::default() }
}

fn answered<'s>(question: &'s str, answer: &'s str) -> Question<'s> {
    Question { kind: "Question", name: question, accepted_answer: FaqAnswer { kind: "Answer", text: answer } }
}

/// The pages above, as the breadcrumb shows them.
fn trail<'s>(site: &'s Site, page: &Page) -> Option<Trail<'s>> {
    let steps = site.trail(page).into_iter().enumerate();
    let item_list_element: Vec<TrailStep<'s>> = steps
        .map(|(index, (name, address))| TrailStep {
            kind: "ListItem",
            position: index + 1,
            name,
            item: address.absolute(&site.config.base_url),
        })
        .collect();
    (!item_list_element.is_empty()).then_some(Trail { kind: "BreadcrumbList", item_list_element })
}

fn work(citation: &Citation) -> Work<'_> {
    let doi = citation.doi.as_ref().map(|doi| Cow::Owned(format!("https://doi.org/{doi}")));
    Work {
        kind: "CreativeWork",
        name: citation.title.as_deref(),
        author: citation.authors.as_deref(),
        date_published: citation.year.map(|year| year.to_string()),
        is_part_of: citation.journal.as_deref(),
        same_as: doi.or_else(|| citation.url.as_deref().map(Cow::Borrowed)),
    }
}

fn code(code: &Code) -> MedicalCode<'_> {
    let coding_system = match code.system {
        CodeSystem::SnomedCt => "SNOMED CT",
        CodeSystem::Icd10 => "ICD-10",
    };
    MedicalCode { kind: "MedicalCode", code_value: &code.code, coding_system }
}
