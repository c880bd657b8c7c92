//! Trees that one stage passes to the next.
//!
//! `syntax` parses tokens into the raw tree, in which every name and value is allowed everywhere.
//! `desugar` turns the raw tree of a derive into raw arguments. `check` makes the checked tree, in
//! which every name is a row of `plain_schema`, and `emit` and `editor` write that as tokens.

mod branches;
mod checked;
mod control_flow;
pub(crate) mod conversion;
mod derive;
mod expression;
mod raw;

pub(crate) use branches::BlockItem;
pub(crate) use checked::{
    CheckedClient, CheckedComponent, CheckedEntity, CheckedFragment, CheckedItem, CheckedList,
    CheckedProperty, CheckedText, CheckedValue, Constant, NumberConstant,
};
pub(crate) use control_flow::{Arm, Branch, ControlFlow, Enclosing, Statement};
pub(crate) use derive::{
    CardKey, CheckedDerive, DeriveField, DesugaredDerive, FieldBound, FieldType, RawAttribute,
    RawDerive, RawField, RawRole, RawVariant, RequiredTrait, Variant, VariantValue,
};
pub(crate) use expression::{FunctionCall, RawBranches, RawExpression, RawText, single_name};
pub(crate) use raw::{RawArgument, RawCall, RawComponent, RawFragment, RawItem, RawList, RawValue};
