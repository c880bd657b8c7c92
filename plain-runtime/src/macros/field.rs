//! Fields of a type with a derive. A field is optional if its type is `Option`, however it is written.

use std::ops::Deref;

/// Field of any type.
#[derive(Debug)]
pub struct Field<'a, T: ?Sized>(PlainField<'a, T>);

/// Field of a type that is not an `Option`.
#[derive(Debug)]
pub struct PlainField<'a, T: ?Sized>(&'a T);

/// Wraps a field.
pub fn field<T: ?Sized>(field: &T) -> Field<'_, T> {
    Field(PlainField(field))
}

// rustc chooses the method: `Field` has one for an `Option` only, and else derefs.

impl<'a, T> Field<'a, Option<T>> {
    /// Value of an optional field.
    pub fn field_value(&self) -> Option<&'a T> {
        self.0.0.as_ref()
    }
}

impl<'a, T: ?Sized> PlainField<'a, T> {
    /// Value of any other field.
    pub fn field_value(&self) -> Option<&'a T> {
        Some(self.0)
    }
}

impl<'a, T: ?Sized> Deref for Field<'a, T> {
    type Target = PlainField<'a, T>;

    fn deref(&self) -> &PlainField<'a, T> {
        &self.0
    }
}
