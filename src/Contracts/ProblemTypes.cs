namespace Switchhook.Contracts;

/// <summary>The kinds of problems (RFC 9457 "type") that the HTTP API answers with. Each is a promise, explained in docs/api.md.</summary>
public static class ProblemTypes
{
    public const string Malformed = "/problems/malformed",
        Antiforgery = "/problems/antiforgery",
        Unauthenticated = "/problems/unauthenticated",
        InsufficientScope = "/problems/insufficient-scope",
        NoAccount = "/problems/no-account",
        NotFound = "/problems/not-found",
        MethodNotAllowed = "/problems/method-not-allowed",
        InProgress = "/problems/in-progress",
        Changed = "/problems/changed",
        ChangedAtRetell = "/problems/changed-at-retell",
        TooLarge = "/problems/too-large",
        MediaType = "/problems/media-type",
        InvalidFields = "/problems/invalid-fields",
        Refused = "/problems/refused",
        KeyReused = "/problems/key-reused",
        PreconditionRequired = "/problems/precondition-required",
        TooSoon = "/problems/too-soon",
        TooManyWrongKeys = "/problems/too-many-wrong-keys",
        Fault = "/problems/fault",
        Unavailable = "/problems/unavailable";
}
