//! What a page is, in schema.org's words (JSON-LD), for search engines and other programs. It says nothing that the
//! page does not show.

use serde_json::{Value, json};

use super::body::Body;
use crate::address::Address;
use crate::article::{Code, CodeSystem};
use crate::page::Page;
use crate::reference::Citation;
use crate::site::Site;

/// The block of a page; empty for pages that search engines don't list.
pub(super) fn of(site: &Site, page: &Page, address: &Address, body: &Body, title: &str, summary: &str) -> String {
    if !page.is_listed() {
        return String::new();
    }
    let base = &site.config.base_url;
    let mut graph = Vec::with_capacity(2);
    if let Some(id) = page.shown() {
        let article = &site[id];
        let url = address.absolute(base);
        let types =
            if body.questions.is_empty() { json!("MedicalWebPage") } else { json!(["MedicalWebPage", "FAQPage"]) };
        let mut about = json!({
            "@type": types,
            "@id": url,
            "url": url,
            "name": title,
            "description": summary,
            "inLanguage": article.place.language,
            "isAccessibleForFree": true,
            "audience": {"@type": "Patient"},
            "publisher": {"@type": "Organization", "name": site.config.name, "url": base},
        });
        if let Some(review) = article.front.review.as_ref().filter(|_| crate::review::is_reviewed(site, article)) {
            about["lastReviewed"] = json!(review.last_reviewed.map(|date| date.to_string()));
            // A role, not a name: nobody is invented.
            about["reviewedBy"] = json!({"@type": "Person", "jobTitle": review.reviewed_by});
        }
        if let Some(version) = article.front.version() {
            about["version"] = json!(version);
        }
        let cited: Vec<Value> =
            body.citations.iter().filter_map(|id| site.references.citations.get(id)).map(citation).collect();
        if !cited.is_empty() {
            about["citation"] = Value::Array(cited);
        }
        if !article.front.codes.is_empty() {
            about["about"] = json!({"@type": "MedicalEntity", "name": article.front.title,
                "code": article.front.codes.iter().map(code).collect::<Vec<_>>()});
        }
        if !body.questions.is_empty() {
            let question = |(question, answer): &(String, String)| json!({"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}});
            about["mainEntity"] = body.questions.iter().map(question).collect();
        }
        graph.push(about);
    }
    if let Some(trail) = breadcrumb(site, page) {
        graph.push(trail);
    }
    if graph.is_empty() {
        return String::new();
    }
    let text = json!({"@context": "https://schema.org", "@graph": graph}).to_string();
    // Inside a script element, `<` could end it; in JSON, its escape means the same.
    if text.contains(['<', '>', '&']) {
        text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    } else {
        text
    }
}

/// The pages above, as the breadcrumb shows them.
fn breadcrumb(site: &Site, page: &Page) -> Option<Value> {
    if matches!(page, Page::Home(_)) {
        return None;
    }
    let words = &site.words[page.language(site)];
    let base = &site.config.base_url;
    let mut trail = vec![(words.home.clone(), site.home_address(page.language(site)).absolute(base))];
    let above = page
        .article()
        .or(page.shown())
        .map_or_else(|| site.main_guide(page.language(site)).into_iter().collect(), |id| site.ancestors(id));
    trail.extend(above.into_iter().map(|id| (site[id].front.title.clone(), site[id].address.absolute(base))));
    if let Page::Topic(language, _) = page {
        trail.push((words.topics.clone(), Page::Topics(language.clone()).address(site).absolute(base)));
    }
    if let Page::FridgeCard(id) = page {
        trail.push((site[*id].front.title.clone(), site[*id].address.absolute(base)));
    }
    let items: Vec<Value> = trail
        .into_iter()
        .enumerate()
        .map(|(index, (name, url))| json!({"@type": "ListItem", "position": index + 1, "name": name, "item": url}))
        .collect();
    Some(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

fn citation(citation: &Citation) -> Value {
    let mut value = json!({"@type": "CreativeWork"});
    let fields = [
        ("name", citation.title.clone()),
        ("author", citation.authors.clone()),
        ("datePublished", citation.year.map(|year| year.to_string())),
        ("isPartOf", citation.journal.clone()),
        ("sameAs", citation.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")).or_else(|| citation.url.clone())),
    ];
    for (name, field) in fields {
        if let Some(field) = field {
            value[name] = json!(field);
        }
    }
    value
}

fn code(code: &Code) -> Value {
    let system = match code.system {
        CodeSystem::SnomedCt => "SNOMED CT",
        CodeSystem::Icd10 => "ICD-10",
    };
    json!({"@type": "MedicalCode", "codeValue": code.code, "codingSystem": system})
}
