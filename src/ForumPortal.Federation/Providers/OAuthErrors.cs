namespace ForumPortal.Federation.Providers;

/// <summary>The error codes that the standards define: the only words of a provider that may enter the record.</summary>
internal static class OAuthErrors
{
    private static readonly HashSet<string> Known =
    [
        "access_denied", "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope", "server_error", "temporarily_unavailable",
        "interaction_required", "login_required", "account_selection_required", "consent_required", "invalid_client", "invalid_grant", "unsupported_grant_type",
        "unmet_authentication_requirements", "request_not_supported", "request_uri_not_supported", "registration_not_supported",
    ];

    public static string Word(string? code) => code is not null && Known.Contains(code) ? code : "an error code that is not in the standard";
}
