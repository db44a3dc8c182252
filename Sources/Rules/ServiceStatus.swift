import Primitives

/// What a service's status says: a closed list of words, in any case.
///
/// Words of the languages that bills are written in, without accents. Any other word is told, as it may be one
/// for a service that nobody is to be charged for.
enum ServiceStatus {
    /// It is delivered.
    case running
    /// It is not, or no longer.
    case stopped
    case unknown

    /// What a word says; none says nothing against the service.
    init(_ word: ByteView) {
        if word == "active" || word.isEmpty {
            self = .running
        } else if ServiceStatus.stoppedWords.contains(where: { word.isWord($0) }) {
            self = .stopped
        } else if ServiceStatus.runningWords.contains(where: { word.isWord($0) }) || word.isBlank {
            self = .running
        } else {
            self = .unknown
        }
    }

    static let runningWords: [StaticString] = [
        "active", "new", "trial", "reduced", "ativo", "ativa", "activo", "activa", "aktiv", "actif",
        "attivo",
    ]

    static let stoppedWords: [StaticString] = [
        "cancelled", "canceled", "suspended", "terminated", "ended", "inactive", "blocked",
        "closed",
        "disconnected", "expired", "cancelado", "cancelada", "suspenso", "suspensa", "encerrado",
        "encerrada", "bloqueado", "bloqueada", "inativo", "inativa", "suspendido", "inactivo",
        "gesperrt", "beendet", "inaktiv", "suspendu", "inactif", "sospeso", "cessato",
    ]
}
