/// Why a payment block cannot be built or must not be trusted.
///
/// The raw value is the stable name that findings and files carry. Each case names the field at fault;
/// the caller knows the record and the path.
public enum PaymentError: String, Error, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    // Any family.

    /// A wrong number of digits.
    case length
    /// Something other than ASCII `0`-`9`, or a separator where the mask has none.
    case notNumeric
    /// An amount below zero.
    case amountNegative
    /// An amount that does not fit its field.
    case amountTooLarge
    /// The amount in the code is not the amount of the document.
    case amountMismatch
    /// The check digit over the whole code.
    case generalCheckDigit

    // Boleto.

    /// The bank's compensation code is not three digits, or cannot be built (988).
    case bankCode
    /// The fourth digit is not 9 (real), nor 0 with bank 988.
    case currencyCode
    /// No due-date factor exists for the date, or the factor may not stand there.
    case dueDateOutOfFactorRange
    /// The factor fits no date near the reference date.
    case dueDateAmbiguous
    /// The campo livre has not its 25 digits, or the arrecadação's free field not its own number.
    case freeFieldLength
    /// The campo livre holds something other than digits.
    case freeFieldNotNumeric
    /// The check digit of the first field of the linha digitável.
    case field1CheckDigit
    /// The check digit of the second field of the linha digitável.
    case field2CheckDigit
    /// The check digit of the third field of the linha digitável.
    case field3CheckDigit
    /// The due-date factor is not that of the document's due date.
    case dueDateMismatch
    /// The code starts with 8: an arrecadação, not a boleto.
    case productIs8

    // Arrecadação.

    /// The code does not start with 8.
    case product
    /// The segment is 0 or 8, which are not assigned, or no digit.
    case segmentNotAssigned
    /// The value id is none of 6, 7, 8, 9.
    case valueId
    /// The company code is not 4 digits (8 of the CNPJ in segment 6).
    case companyLength
    /// The check digit of the first block of the linha digitável.
    case block1CheckDigit
    /// The check digit of the second block of the linha digitável.
    case block2CheckDigit
    /// The check digit of the third block of the linha digitável.
    case block3CheckDigit
    /// The check digit of the fourth block of the linha digitável.
    case block4CheckDigit
    /// The free field does not start with the document's due date.
    case dueDateInFreeField

    // Pix.

    /// The key is no CPF, CNPJ, phone, e-mail or random key.
    case keyFormat
    /// The key is a CPF or CNPJ with wrong check digits.
    case keyCheckDigits
    /// A key and a URL exclude each other.
    case keyAndUrl
    /// Neither a key nor a URL, where one is needed.
    case noKeyNoUrl
    /// No merchant account is one of Pix.
    case noPixAccount
    /// The URL must be written without `https://`.
    case urlHasScheme
    /// The URL has more than 77 characters.
    case urlTooLong
    /// The URLs of charge and recurrence lie on different hosts.
    case hostMismatch
    /// Zero is an amount only for Pix Saque and dynamic codes.
    case amountZero
    /// The amount is not digits with at most one point and two decimals.
    case amountFormat
    /// The amount has more than 13 characters.
    case amountTooLong
    /// The txid has a character other than a letter or digit.
    case txidCharacters
    /// The txid has more than 25 characters.
    case txidTooLong
    /// A dynamic code carries no txid of its own.
    case txidNotAllowedInDynamic
    /// The additional information does not fit beside the key.
    case infoTooLong
    /// Additional information and fss belong to a key, not to a URL.
    case infoWithoutKey
    /// The merchant's name has more than 25 characters.
    case merchantNameTooLong
    /// The merchant's city has more than 15 characters.
    case merchantCityTooLong
    /// The postal code has more than 10 characters.
    case postalCodeTooLong
    /// A character outside printable ASCII.
    case nonASCII
    /// More than 512 characters.
    case payloadTooLong
    /// The checksum at the end is wrong or missing.
    case crc
    /// The same object twice in one template.
    case duplicateId
    /// The payload does not start with `000201`.
    case payloadFormatIndicator
    /// The point of initiation is neither 11 nor 12.
    case pointOfInitiation
    /// The merchant category is not four digits.
    case merchantCategoryCode
    /// The currency is not 986.
    case currency
    /// The country is not BR.
    case country
    /// The fss is not an ISPB of 8 digits.
    case fssLength
    /// A recurrence template without its URL.
    case recurrenceWithoutUrl
    /// A mandatory object is missing.
    case missingObject
    /// An object reaches past the end of its template.
    case tlvOverrun
    /// An object's id or length is not two digits, or its length is 00.
    case tlvLength
}
