/// Why a payment block cannot be built or must not be trusted.
///
/// The raw value is the stable name that findings and files carry. Each case names the field at fault;
/// the caller knows the record and the path.
public enum PaymentError: String, Error, Hashable, Sendable, BitwiseCopyable, CaseIterable {
    // Any family.

    /// A field that the code needs is missing, or is of another kind.
    case fieldMissing
    /// A field that the kind of request does not take.
    case fieldUnknown
    /// A field that stands twice.
    case fieldRepeated
    /// A field that holds none of the words it may hold.
    case fieldValue
    /// A date that is none, or is not written `YYYY-MM-DD` (months `YYMM`, in GS1-128 `YYMMDD`).
    case dateFormat
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
    /// The digits to type are those of another code.
    case digitsMismatch
    /// A codeword of Code 128 that is none, or does not begin with a start symbol.
    case codeword

    // Boleto.

    /// The bank's compensation code is not three digits, is 000, or cannot be built (988).
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
    /// Public sources disagree on the check digit: it must be given.
    case checkDigitDisputed
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
    /// The URL holds a blank or another character that no URL has.
    case urlFormat
    /// The URLs of charge and recurrence lie on different hosts.
    case hostMismatch
    /// Zero is an amount only for Pix Saque and dynamic codes, and none of a slip.
    case amountZero
    /// The amount is not digits with at most one point and two decimals (in Swiss codes exactly two).
    case amountFormat
    /// The amount has more than 13 characters.
    case amountTooLong
    /// The txid has a character other than a letter or digit.
    case txidCharacters
    /// The txid has more than 25 characters.
    case txidTooLong
    /// A dynamic code carries no txid of its own.
    case txidNotAllowedInDynamic
    /// The additional information does not fit beside the key (Pix), or has more than 70 characters (EPC).
    case infoTooLong
    /// Additional information and fss belong to a key, not to a URL.
    case infoWithoutKey
    /// The merchant's name has more than 25 characters.
    case merchantNameTooLong
    /// The merchant's city has more than 15 characters.
    case merchantCityTooLong
    /// The postal code has more than 10 characters (Pix) or 16 (Swiss).
    case postalCodeTooLong
    /// The postal code of a Pix code is not digits.
    case postalCodeFormat
    /// A character outside printable ASCII.
    case nonASCII
    /// More characters or bytes than the family's code may hold: 512 in Pix, 331 in EPC, 997 in Swiss codes.
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
    /// The currency is not 986 (Pix), EUR (EPC), CHF or EUR (Swiss), INR (UPI).
    case currency
    /// The country is not BR (Pix), or none of ISO 3166 (Swiss).
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

    // Fiscal documents.

    /// The state is none of Brazil's, as the IBGE numbers them.
    case stateCode
    /// The model is neither 62 (NFCom) nor 66 (NF3e).
    case fiscalModel
    /// The kind of emission is neither 1 (normal) nor 2 (contingency).
    case emissionKind
    /// The check digits of the CNPJ.
    case cnpjCheckDigits

    // Accounts and references of Europe.

    /// There is no IBAN.
    case ibanMissing
    /// The country has no IBANs, or is neither CH nor LI in a Swiss code.
    case ibanCountry
    /// The IBAN has not as many characters as its country's.
    case ibanLength
    /// The IBAN holds something other than letters and digits, or no digits behind its country.
    case ibanFormat
    /// The check digits of the IBAN.
    case ibanCheck
    /// The reference is empty or all zeros.
    case referenceMissing
    /// The reference is not `RF` with digits and letters (ISO 11649), or not 27 digits (QR reference).
    case referenceFormat
    /// The reference has more characters than its kind may have.
    case referenceTooLong
    /// The check digits of the reference.
    case referenceCheck

    // EPC and Swiss codes.

    /// Who is paid has no name.
    case nameMissing
    /// A name has more than 70 characters.
    case nameTooLong
    /// The amount is not 0.01 to 999,999,999.99.
    case amountRange
    /// A character that the code's character set has not.
    case characterSet
    /// A line break inside a field.
    case lineBreakInField
    /// A control character other than a line break inside a field.
    case controlCharacter
    /// The code does not begin with the family's tag: `BCD`, `SPC`, `upi://pay?`.
    case serviceTag
    /// The version is not one of the family's.
    case version
    /// More lines than the family's code has, or fewer.
    case lineCount

    // EPC.

    /// The fourth line is not `SCT`.
    case identification
    /// The BIC has not 8 or 11 characters.
    case bicLength
    /// The BIC holds something other than capitals and digits, or no country.
    case bicFormat
    /// Version 001 needs a BIC.
    case bicMandatoryInV1
    /// The purpose has more than 4 characters.
    case purposeTooLong
    /// The purpose holds something other than capitals and digits.
    case purposeFormat
    /// Separators stand behind the last line that is used.
    case trailingSeparator
    /// The text has more than 140 characters (50 in UPI).
    case textTooLong
    /// A text and a structured reference exclude each other.
    case textAndReference

    // UPI.

    /// The payee's address is not `name@handle`.
    case payeeAddress
    /// A per cent sign without two hexadecimal digits, or what they spell is not UTF-8.
    case percentEncoding

    // GS1-128.

    /// Text where the identifier of an element should stand in its parentheses.
    case elementFormat
    /// The application identifier is none that GS1 has assigned.
    case identifierUnknown
    /// An element, or the whole text, holds no data.
    case elementEmpty
    /// The data are shorter or longer than their identifier says.
    case elementLength

    // Swiss QR-bill.

    /// The coding is not 1, UTF-8.
    case coding
    /// The address is of type K, which ended in November 2025, or of no known type.
    case addressTypeK
    /// The street has more than 70 characters.
    case streetTooLong
    /// The building number has more than 16 characters.
    case buildingNumberTooLong
    /// There is no postal code.
    case postcodeMissing
    /// There is no town.
    case townMissing
    /// The town has more than 35 characters.
    case townTooLong
    /// The lines of the ultimate creditor are not for use.
    case ultimateCreditorMustBeEmpty
    /// The kind of reference is none of QRR, SCOR, NON.
    case referenceType
    /// A QR-IBAN is only paid with a QR reference.
    case qrIbanRequiresQRR
    /// A QR reference is only for a QR-IBAN.
    case qrrRequiresQrIban
    /// With NON there is no reference.
    case referenceNotAllowedForNON
    /// An amount of zero is only for a bill that says it is not to be paid.
    case zeroAmountNeedsNoticeText
    /// Message and billing information have more than 140 characters together.
    case messagePlusBillingTooLong
    /// Billing information begins with `//` and two characters that name its syntax.
    case billingMustStartWithSlashSlash
    /// More than two alternative procedures.
    case tooManyAlternativeProcedures
    /// An alternative procedure has more than 100 characters.
    case alternativeProcedureTooLong
    /// The 31st line is not `EPD`.
    case trailer
}
