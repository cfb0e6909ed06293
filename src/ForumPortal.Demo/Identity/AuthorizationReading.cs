using System.Globalization;

namespace ForumPortal.Demo.Identity;

/// <summary>
/// What became of an authorization request. Without <see cref="Return"/> the browser must stay here,
/// because the address to go back to cannot be trusted.
/// </summary>
internal sealed record AuthorizationReading(ReturnAddress? Return, AuthorizationRequest? Request, string Error, string Description)
{
    public static AuthorizationReading Of(Provider provider, ProtocolParameters given)
    {
        if (given["client_id"] != provider.Organization.ClientId)
            return new(null, null, "invalid_client", "This provider does not know the application that sent you here.");
        if (!Uri.TryCreate(given["redirect_uri"], UriKind.Absolute, out var redirectUri)
            || !provider.Options.IsRedirectUri(provider.Handle, redirectUri))
            return new(null, null, "invalid_request", "The address to return to is not registered for this application.");

        var back = new ReturnAddress(redirectUri, given["state"]);
        if (Refusal(given) is var (error, description)) return new(back, null, error, description);
        return new(back, new(
            back,
            given["nonce"]!,
            given["code_challenge"]!,
            Words(given["scope"]),
            Words(given["prompt"]),
            given["max_age"] is { } age ? int.Parse(age, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            given["acr_values"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()), "", "");
    }

    private static (string Error, string Description)? Refusal(ProtocolParameters given)
    {
        if (given.HasRepeated) return ("invalid_request", "A parameter was sent twice.");
        if (given["request"] is not null) return ("request_not_supported", "Request objects are not supported.");
        if (given["request_uri"] is not null) return ("request_uri_not_supported", "Request objects are not supported.");
        if (given["response_type"] != "code") return ("unsupported_response_type", "Only the code flow is supported.");
        if (given["response_mode"] is not (null or "query")) return ("invalid_request", "Only response_mode query is supported.");
        if (!Words(given["scope"]).Contains("openid")) return ("invalid_scope", "The scope must contain openid.");
        if (given["state"] is null) return ("invalid_request", "state is missing.");
        if (given["nonce"] is null) return ("invalid_request", "nonce is missing.");
        // An S256 challenge is always 43 characters: 32 bytes in base64url.
        if (given["code_challenge"] is not { Length: 43 }) return ("invalid_request", "A PKCE code_challenge is required.");
        if (given["code_challenge_method"] != "S256") return ("invalid_request", "code_challenge_method must be S256.");
        if (given["max_age"] is { } age && !int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return ("invalid_request", "max_age must be a number of seconds.");
        var prompts = Words(given["prompt"]);
        if (prompts.Contains("none") && prompts.Count > 1) return ("invalid_request", "prompt none stands alone.");
        return null;
    }

    private static HashSet<string> Words(string? text) =>
        [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
