//! Captures with a format spec that an `Option` implements, such as `{plan:?}`.

use std::ops::Deref;

use crate::interpolate::text_value::{AlwaysPresent, IsOption};

/// A captured value. The inherent method of a type that is an `Option`, or a pointer to one, is found
/// before that of the target of `Deref`, which every type has.
#[derive(Debug)]
pub struct Captured<'a, T: ?Sized>(CapturedPointer<'a, T>);

/// A captured value that is not an `Option`.
#[derive(Debug)]
pub struct CapturedPointer<'a, T: ?Sized>(CapturedPointerToPointer<'a, T>);

/// A captured value that is not a pointer to an `Option`.
#[derive(Debug)]
pub struct CapturedPointerToPointer<'a, T: ?Sized>(AnyCaptured<'a, T>);

/// A captured value of any type.
#[derive(Debug)]
pub struct AnyCaptured<'a, T: ?Sized>(&'a T);

/// Prepares the check of a captured value.
pub fn captured<T: ?Sized>(value: &T) -> Captured<'_, T> {
    Captured(CapturedPointer(CapturedPointerToPointer(AnyCaptured(
        value,
    ))))
}

impl<'a, T: ?Sized> Deref for Captured<'a, T> {
    type Target = CapturedPointer<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, T: ?Sized> Deref for CapturedPointer<'a, T> {
    type Target = CapturedPointerToPointer<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, T: ?Sized> Deref for CapturedPointerToPointer<'a, T> {
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
        (**self).value()
    }
}

impl<'a, T, P: Deref<Target = Option<T>>> CapturedPointer<'a, P> {
    /// Rejects the type, with the error of a capture without a format spec.
    pub fn value(&self) -> &'a P
    where
        IsOption: AlwaysPresent<Option<T>>,
    {
        (**self).value()
    }
}

impl<'a, T, P: Deref<Target: Deref<Target = Option<T>>>> CapturedPointerToPointer<'a, P> {
    /// Rejects the type, with the error of a capture without a format spec.
    pub fn value(&self) -> &'a P
    where
        IsOption: AlwaysPresent<Option<T>>,
    {
        (**self).value()
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
        assert_eq!(captured(&Box::new(vec![Some(1)])).value().len(), 1);
        assert_eq!(captured(&&&1).value(), &&&1);
    }
}
