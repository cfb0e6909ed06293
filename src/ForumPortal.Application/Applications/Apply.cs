using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>Applies for an organization. The same form sent twice makes one application.</summary>
[ForStrangers("The form's own secret, of which only the hash is kept, becomes the private link.")]
public sealed record Apply : ICommand<bool>, IValidated
{
    /// <summary>A secret of 43 characters that was made for the form; from now on the application's.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The organization's name.</summary>
    [Typed("name")]
    public string Name { get; init; } = "";

    /// <summary>Its sector; the operator's is refused.</summary>
    public Sector? Sector { get; init; }

    /// <summary>A government's sub-type; none for all others.</summary>
    public GovernmentSubType? SubType { get; init; }

    /// <summary>Where it is established.</summary>
    [Typed("jurisdiction")]
    public string Jurisdiction { get; init; } = "";

    /// <summary>Its domains, one a line; at most <see cref="MostDomains"/>.</summary>
    public string Domains { get; init; } = "";

    /// <summary>Whom the secretariat asks.</summary>
    [Typed("contact-name")]
    public string ContactName { get; init; } = "";

    /// <summary>Where.</summary>
    public string ContactEmail { get; init; } = "";

    /// <summary>What it says to each criterion, by the criterion's reference.</summary>
    [Typed("statement-", MayHoldContacts = true)]
    public IReadOnlyDictionary<string, string> Statements { get; init; } = new Dictionary<string, string>();

    /// <summary>How many domains an application names at the most.</summary>
    public const int MostDomains = 10;

    /// <summary>How long a statement is at the most, in characters.</summary>
    public const int LongestStatement = 4000;

    /// <summary>The domains as they are kept.</summary>
    public IReadOnlyList<string> DomainNames =>
        [.. Typed.Select(one => DomainName.Ascii(one) ?? one).Distinct()];

    private IEnumerable<string> Typed => Domains.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(one => one.Trim(',', ';')).Where(one => one.Length > 0);

    /// <summary>The field of a criterion's statement, in errors.</summary>
    public static string FieldOf(string criterion) => $"statement-{criterion}";

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() =>
    [
        .. Texts.Line("name", Name, 200, "Give the organization's full name."),
        .. Kind(),
        .. Texts.Line("jurisdiction", Jurisdiction, 100, "Say under whose law the organization is established."),
        .. DomainErrors(),
        .. Texts.Line("contact-name", ContactName, 200, "Name somebody whom the secretariat can ask."),
        .. Texts.Line("contact-email", ContactEmail, 254, "Give that person's work address."),
        .. ContactEmail.Length > 0 && !IsAddress(ContactEmail.Trim()) ? [new FieldError("contact-email", "This is not an e-mail address such as name@organization.example.")] : Array.Empty<FieldError>(),
        .. Statements.SelectMany(one => Texts.Prose(FieldOf(one.Key), one.Value, LongestStatement, "Say how you meet this criterion, or how you will.")),
    ];

    private IEnumerable<FieldError> Kind()
    {
        if (Sector is not { } sector || !Enum.IsDefined(sector) || sector == Domain.Directory.Sector.Operator) yield return new("sector", "Choose a sector.");
        else if (sector == Domain.Directory.Sector.Government && (SubType is not { } kind || !Enum.IsDefined(kind))) yield return new("sub-type", "Say what kind of government body it is.");
        else if (sector != Domain.Directory.Sector.Government && SubType is not null) yield return new("sub-type", "Only a government has a kind. Choose none.");
    }

    private IEnumerable<FieldError> DomainErrors()
    {
        var names = DomainNames;
        if (names.Count == 0) yield return new("domains", "Name at least one domain that is the organization's own.");
        if (names.Count > MostDomains) yield return new("domains", $"These are {names.Count} domains; name at most {MostDomains}. More can follow later.");
        foreach (var name in names.Take(MostDomains).Where(name => DomainName.Ascii(name) is null))
            yield return new("domains", $"“{(name.Length > 60 ? TypedText.Cut(name, 60) + "…" : name)}” is not a domain such as organization.example.");
    }

    private static bool IsAddress(string address) =>
        address.Split('@') is [{ Length: > 0 } local, var domain] && DomainName.Ascii(domain) is not null && !local.Any(char.IsWhiteSpace);
}

internal sealed class ApplyHandler(Work work) : IRequestHandler<Apply, bool>
{
    private const int SecretLength = 43;

    public async Task<bool> Handle(Apply request, CancellationToken cancellation)
    {
        if (request.Secret.Length != SecretLength || !request.Secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            throw new InvalidException("name", "The form was incomplete. Open the page again, and copy what you typed.");
        var hash = Ids.Hash(request.Secret);
        if (await work.Value<long>("SELECT COUNT(*) FROM application WHERE secret_hash = @hash", new { hash }) > 0) return false;
        var criteria = await Criterion.Current(work);
        var missing = criteria.Where(one => !request.Statements.ContainsKey(one.Reference)).ToList();
        if (missing.Count > 0)
            throw new InvalidException([.. missing.Select(one => new FieldError(Apply.FieldOf(one.Reference), $"The criteria have changed since you opened the form. Say how you meet “{one.Title}”."))]);

        var id = Ids.Next(work.Now);
        var reference = Ids.Reference();
        await work.Execute(
            """
            INSERT INTO application (id, ref, secret_hash, name, sector, sub_type, jurisdiction, contact_name, contact_email, status, handle, wants_sponsor, version, reasons, created_at)
            VALUES (@id, @reference, @hash, @name, @Sector, @SubType, @jurisdiction, @contact, @email, @status, '', 0, 1, '', @now)
            """,
            new
            {
                id, reference, hash, name = request.Name.Trim(), request.Sector, request.SubType, jurisdiction = request.Jurisdiction.Trim(),
                contact = request.ContactName.Trim(), email = request.ContactEmail.Trim(), status = ApplicationStatus.Open, now = work.Now,
            });

        // That a domain is a member's already is said to the secretariat alone: a stranger could ask for unlisted members that way.
        foreach (var domain in request.DomainNames)
            await work.Execute("INSERT INTO application_domain (application_id, domain, token, proof) VALUES (@id, @domain, @token, '')", new { id, domain, token = Ids.Reference() });
        foreach (var criterion in criteria)
        {
            await work.Execute(
                "INSERT INTO application_statement (application_id, criterion_id, statement) VALUES (@id, @criterion, @statement)",
                new { id, criterion = criterion.Id, statement = request.Statements[criterion.Reference].Trim() });
        }
        work.Raise(new Event(ApplicationChange.Received) { ApplicationId = id });
        work.Record(new AuditEvent("application.received", "application", reference));
        return true;
    }
}
