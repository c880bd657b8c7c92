//! The two trees: what was written, and what it means.
//!
//! `syntax` makes the raw one, in which anything may stand anywhere. `check` turns it into the
//! checked one, in which every name is a row of `plain_schema`. `emit` writes that out.

mod checked;
mod control_flow;
mod raw;

pub(crate) use checked::{
    CheckedComponent, CheckedDerive, CheckedEvent, CheckedField, CheckedFragment, CheckedItem,
    CheckedList, CheckedProperty, CheckedText, CheckedValue, CheckedVariant, Constant, Use,
    VariantValue,
};
pub(crate) use control_flow::{Arm, Branch, Flow};
pub(crate) use raw::{
    RawArgument, RawAttribute, RawCall, RawComponent, RawDerive, RawField, RawFragment, RawItem,
    RawList, RawRole, RawValue, RawVariant,
};
