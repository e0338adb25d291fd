//! The way down to a page: what its breadcrumb shows, and what search engines are told of it.

use super::page::{Page, Parent};
use super::{ArticleId, Site};
use crate::base::address::Address;

impl Site {
    /// Home, then the pages above, each with its name: every page but the home page leads to its guide from here.
    #[must_use]
    pub fn trail(&self, page: &Page) -> Vec<(&str, Address)> {
        let traits = page.traits(self);
        let Some(words) = self.words.get(traits.language) else { return Vec::new() };
        let home = (words.home.as_str(), self.home_address(traits.language));
        let main_guide = self.main_guide(traits.language).into_iter().map(|id| self.step(id));
        match traits.parent {
            Parent::Nothing => Vec::new(),
            Parent::Above(id) => [home].into_iter().chain(self.steps_above(id)).collect(),
            Parent::Article(id) => [home].into_iter().chain(self.steps_above(id)).chain([self.step(id)]).collect(),
            Parent::Topics(language) => {
                let topics = (words.topics.as_str(), Page::Topics(language.to_owned()).address(self));
                [home].into_iter().chain(main_guide).chain([topics]).collect()
            }
            Parent::MainGuide => [home].into_iter().chain(main_guide).collect(),
        }
    }

    fn steps_above(&self, id: ArticleId) -> impl Iterator<Item = (&str, Address)> {
        self.ancestors(id).into_iter().map(|id| self.step(id))
    }

    fn step(&self, id: ArticleId) -> (&str, Address) {
        (&self[id].front.title, self[id].address.clone())
    }
}
