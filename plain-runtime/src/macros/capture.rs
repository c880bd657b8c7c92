//! Captures with a format spec that an `Option` implements, such as `{plan:?}`.

use std::ops::Deref;

use crate::interpolate::text_value::{AlwaysPresent, IsOption};

/// A captured value. The inherent method of a type that is an `Option` is found before that of the
/// target of `Deref`, which every type has.
#[derive(Debug)]
pub struct Captured<'a, T: ?Sized>(AnyCaptured<'a, T>);

/// A captured value of any type.
#[derive(Debug)]
pub struct AnyCaptured<'a, T: ?Sized>(&'a T);

/// Prepares the check of a captured value.
pub fn captured<T: ?Sized>(value: &T) -> Captured<'_, T> {
    Captured(AnyCaptured(value))
}

impl<'a, T: ?Sized> Deref for Captured<'a, T> {
    type Target = AnyCaptured<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, T: ?Sized> AnyCaptured<'a, T> {
    /// The value.
    pub fn value(&self) -> &'a T {
        self.0
    }
}

impl<'a, T> Captured<'a, Option<T>> {
    /// Rejects the type, with the error of a capture without a format spec.
    pub fn value(&self) -> &'a Option<T>
    where
        IsOption: AlwaysPresent<Option<T>>,
    {
        self.0.0
    }
}

impl<'a, T> Captured<'a, &Option<T>> {
    /// Rejects the type, with the error of a capture without a format spec.
    pub fn value(&self) -> &'a &Option<T>
    where
        IsOption: AlwaysPresent<Option<T>>,
    {
        self.0.0
    }
}

impl<'a, T> Captured<'a, &&Option<T>> {
    /// Rejects the type, with the error of a capture without a format spec.
    pub fn value(&self) -> &'a &&Option<T>
    where
        IsOption: AlwaysPresent<Option<T>>,
    {
        self.0.0
    }
}

impl<'a, T> Captured<'a, &mut Option<T>> {
    /// Rejects the type, with the error of a capture without a format spec.
    pub fn value(&self) -> &'a &mut Option<T>
    where
        IsOption: AlwaysPresent<Option<T>>,
    {
        self.0.0
    }
}

#[cfg(test)]
mod tests {
    use super::captured;

    #[test]
    fn captured_value_is_returned() {
        let vec = vec![Some(1)];
        assert_eq!(captured(&vec).value(), &[Some(1)]);
        assert_eq!(captured("a").value(), "a");
        assert_eq!(captured(&Ok::<_, ()>(1)).value(), &Ok(1));
    }
}
