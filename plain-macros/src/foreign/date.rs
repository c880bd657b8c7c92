//! Dates without quotes.

use plain_schema::StringRule;
use proc_macro2::TokenTree;

use super::tokens::is_sign;

/// Literal of a date whose quotes are missing: `2024-10-28T18:30:00Z`, `2024/10/28`, `28-10-2024`.
pub(crate) fn unquoted_date(tokens: &[TokenTree]) -> Option<String> {
    let mut written = String::new();
    for (index, token) in tokens.iter().enumerate() {
        let follows_number = written.ends_with(|character: char| character.is_alphanumeric());
        match token {
            TokenTree::Literal(number) if number.to_string().starts_with(is_digit) => {
                if follows_number {
                    written.push('T');
                }
                written.push_str(&number.to_string());
            }
            TokenTree::Ident(zone) if follows_number && zone == "Z" => written.push('Z'),
            sign if index > 0 && is_sign(sign, '/') => written.push('-'),
            TokenTree::Punct(sign) if index > 0 && "-:+.".contains(sign.as_char()) => {
                written.push(sign.as_char());
            }
            _ => return None,
        }
    }
    if StringRule::DateTime.check(&written).is_ok() {
        return Some(format!("\"{written}\""));
    }
    // The order of the day and the month is unknown.
    let numbers: Vec<&str> = written.split('-').collect();
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let are_numbers = numbers.iter().all(|number| number.chars().all(is_digit));
    (numbers.len() == 3 && are_numbers).then(|| format!("\"{year}-MM-DD\""))
}

const fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use proc_macro2::{TokenStream, TokenTree};

    use super::unquoted_date;

    fn date(source: &str) -> Option<String> {
        let tokens: TokenStream = source.parse().unwrap();
        unquoted_date(&tokens.into_iter().collect::<Vec<TokenTree>>())
    }

    #[test]
    fn dates_without_quotes_are_recognised() {
        for (source, literal) in [
            ("2024-10-28", "2024-10-28"),
            ("2024/10/28", "2024-10-28"),
            ("2024 - 02 - 09", "2024-02-09"),
            ("2024-10-28T18:30:00Z", "2024-10-28T18:30:00Z"),
            ("2024-10-28T18:30:00.5Z", "2024-10-28T18:30:00.5Z"),
            ("2024-10-28 18:30:00Z", "2024-10-28T18:30:00Z"),
            ("2024-10-28T18:30:00+02:00", "2024-10-28T18:30:00+02:00"),
            ("28-10-2024", "2024-MM-DD"),
            ("10/28/2024", "2024-MM-DD"),
        ] {
            assert_eq!(date(source), Some(format!("\"{literal}\"")), "{source}");
        }
    }

    #[test]
    fn other_expressions_are_not_dates() {
        for source in [
            "",
            "start - 10",
            "1730140200 - 3600",
            "2024",
            "-2024",
            "60 * 60 - 2",
            "a.b(2024 - 10)",
            "\"2024-10-28\"",
        ] {
            assert_eq!(date(source), None, "{source}");
        }
    }
}
