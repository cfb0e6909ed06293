using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Demo;

/// <summary>An invented person of the sample world.</summary>
/// <param name="Organization">Handle of the organization that the person acts for.</param>
/// <param name="Duty">What the person does there; also the part of the e-mail address before the @.</param>
/// <param name="Name">Full name.</param>
/// <param name="Roles">Values of the <c>roles</c> claim that the person's provider sends.</param>
public sealed record SamplePerson(string Organization, string Duty, string Name, IReadOnlyList<string> Roles)
{
    public string Email => $"{Duty}@{Organization}.example";

    /// <summary>The subject identifier: opaque, and the same at every start.</summary>
    public string Subject { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"sample-person/{Organization}/{Duty}")).AsSpan(0, 12));

    /// <summary>The duty in words, for people.</summary>
    public string Does => Duty switch
    {
        "administrator" => "Organization administrator",
        "representative" => "Representative",
        "liaison" => "Government liaison",
        "officer" => "Secretariat officer",
        "validator" => "Validator of applications",
        "auditor" => "Auditor of the record",
        _ => "Reader",
    };
}
