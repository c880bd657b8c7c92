//! Description of a rule, for the documentation and the tests.

/// Rule that an event, a thread or a card must obey.
///
/// ```
/// use plain_schema::{RuleSource, RuleStage};
///
/// let rule = plain_schema::RULES.iter().find(|rule| rule.id == "E8").unwrap();
/// assert_eq!(rule.stages, [RuleStage::Expansion, RuleStage::ConstEvaluation]);
/// assert_eq!(rule.sources, [RuleSource::Documentation]);
/// assert!(rule.compile_time_only());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Identifier: `E1` and so on for events, `C1` for components, `T1` for threads, `K1` for cards.
    pub id: &'static str,
    /// Requirement, in one sentence.
    pub text: &'static str,
    /// Stages at which the rule, or a part of it, is checked, the earliest first.
    pub stages: &'static [RuleStage],
    /// Sources of the rule.
    pub sources: &'static [RuleSource],
}

impl Rule {
    /// Whether it applies at compile time only, because Plain's documentation and its schema disagree.
    pub fn compile_time_only(&self) -> bool {
        use RuleStage::{Sandbox, Types, Validation};

        let at_run_time = [Types, Validation, Sandbox];
        !self.stages.iter().any(|stage| at_run_time.contains(stage))
    }
}

/// Stage at which a rule is checked.
///
/// ```
/// use plain_schema::{RULES, RuleStage};
///
/// assert!(RULES.iter().all(|rule| rule.stages.contains(&RuleStage::Expansion)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleStage {
    /// A macro or derive is expanded: its source is checked.
    Expansion,
    /// `const` evaluation: constants are checked.
    ConstEvaluation,
    /// The types of values: a value that breaks the rule is neither built nor deserialised.
    Types,
    /// Validation of a value before it is sent.
    Validation,
    /// The sandbox receives a request.
    Sandbox,
}

/// Source of a rule.
///
/// ```
/// use plain_schema::{RULES, RuleSource};
///
/// let rule = RULES.iter().find(|rule| rule.id == "K4").unwrap();
/// assert!(rule.sources.contains(&RuleSource::WebhookSchema));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleSource {
    /// Type in Plain's GraphQL schema.
    Schema,
    /// Description in Plain's GraphQL schema.
    SchemaDescription,
    /// Plain's documentation, <https://www.plain.com/docs>.
    Documentation,
    /// Plain's schema of webhooks.
    WebhookSchema,
    /// These crates: a mistake that nobody makes on purpose.
    Crates,
}
