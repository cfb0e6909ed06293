using System.Data;
using System.Globalization;
using ForumPortal.Application.Data;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Benchmarks;

/// <summary>A forum of 2,000 organizations, 20,000 members and 500 working groups, with a realistic skew of publishing, made fast, kept and used again.</summary>
/// <param name="Directory">Where it lies.</param>
/// <param name="Items">How many items it has.</param>
internal sealed record World(string Directory, int Items)
{
    public const int Organizations = 2_000;
    public const int Members = 20_000;

    /// <summary>How many members have a session, the first of each organization first.</summary>
    public const int Sessions = 2_000;

    public const string Paragraph = "Most of what was removed did not come back, and what did came back smaller. ";

    private static readonly DateTimeOffset Began = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string File => Path.Combine(Directory, "forum.db");

    /// <summary>The organization of a member.</summary>
    public static int OrganizationOf(int member) => ((member - 1) % Organizations) + 1;

    /// <summary>The session secret of a member, 43 characters as the portal makes them.</summary>
    public static string Secret(int member) => member.ToString(CultureInfo.InvariantCulture).PadLeft(43, 'A');

    /// <summary>The reference of an item, 22 characters.</summary>
    public static string Reference(int item) => item.ToString(CultureInfo.InvariantCulture).PadLeft(22, 'b');

    /// <summary>The reference of a draft that waits to be published.</summary>
    public static string DraftReference(int draft) => draft.ToString(CultureInfo.InvariantCulture).PadLeft(22, 'd');

    /// <summary>Organization 1 is a company, which sees every second item; organization 2 is intergovernmental and sees one in a thousand, but a hundred at least, so that its pages are full in every world.</summary>
    public static Sector SectorOf(int organization) => organization switch
    {
        1 => Sector.Company,
        2 => Sector.Intergovernmental,
        _ => (organization % 10) switch { < 5 => Sector.Company, < 7 => Sector.Government, < 8 => Sector.Ngo, < 9 => Sector.Research, _ => Sector.Intergovernmental },
    };

    /// <summary>Whether the item is one that everyone but intergovernmental bodies may read.</summary>
    public static bool IsCommon(int item) => item % 2 == 0;

    /// <summary>Whether the item is released to organization 2, and wants its acknowledgement.</summary>
    public bool IsRare(int item) => item % Math.Min(1_000, Items / 100) == 1;

    /// <summary>Fills an empty database whose tables are there; says how far it is.</summary>
    public void Fill()
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        Run(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;");
        using (var transaction = connection.BeginTransaction())
        {
            FillDirectory(connection);
            Groups.Fill(connection, Began, Began.AddSeconds(Items * 50L));
            transaction.Commit();
        }
        var indexes = DropIndexes(connection);
        FillItems(connection);
        foreach (var index in indexes)
        {
            Console.WriteLine($"  index: {index[..Math.Min(70, index.Length)]}");
            Run(connection, index);
        }
        Run(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private static readonly string[] Kinds = ["threat-briefing", "advisory", "trend", "actor-profile"];

    private static void FillDirectory(SqliteConnection connection)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var periods = $"{Began.ToUnixTimeMilliseconds()}-";
        Run(connection, $"INSERT INTO terms VALUES (1, 'Terms.', {now}); INSERT INTO forum_fact VALUES ('set-up', 'yes')");
        using var organization = new Insert(connection, "organization", "id, handle, name, sector, sub_type, jurisdiction, status, listed, people_listing, active_periods, created_at");
        using var provider = new Insert(connection, "connection", "id, ref, organization_id, issuer, client_id, client_credential, client_authentication, acr_values, admission, role_claim, role_map, enabled, version, created_at");
        for (var id = 1; id <= Organizations; id++)
        {
            var sector = SectorOf(id);
            organization.Row(id, $"organization-{id}", $"Organization {id}", (long)sector, sector == Sector.Government ? 1 : DBNull.Value, "Nowhere", 2, 1, 1, periods, now);
            provider.Row(id, $"connection-{id}", id, $"https://{id}.example", "portal", "", 1, "", 1, "", "{}", 1, 1, now);
        }
        using var member = new Insert(connection, "member", "id, ref, organization_id, connection_id, subject_hash, name, email, roles, given_roles, status, terms_version, created_at");
        using var session = new Insert(connection, "sign_in_session", "id, ref, secret_hash, member_id, connection_id, id_token, address, agent, created_at, last_seen_at, authenticated_at");
        for (var id = 1; id <= Members; id++)
        {
            var of = OrganizationOf(id);
            var role = Role.Reader | (id <= Organizations ? SectorOf(of) == Sector.Government ? Role.Liaison : Role.Representative : Role.None);
            member.Row(id, $"member-{id}", of, of, Ids.Hash($"person-{id}"), $"Person {id}", "", (long)role, 1, 2, 1, now);
            if (id <= Sessions) session.Row(id, $"session-{id}", Ids.Hash(Secret(id)), id, of, "", "", "benchmark", now, now, now);
        }
    }

    private void FillItems(SqliteConnection connection)
    {
        var body = string.Concat(Enumerable.Repeat(Paragraph, 11));
        const int batch = 50_000;
        for (var from = 1; from <= Items; from += batch)
        {
            using var transaction = connection.BeginTransaction();
            using var row = new Insert(connection, "item", "id, ref, kind, originator_id, author_id, label, permitted_action, attribution, audience, under_alias, title, summary, revision, position, place_in_group, published_at, acknowledge_by");
            using var revision = new Insert(connection, "item_revision", "item_id, revision, title, summary, body, note, author_id, created_at");
            using var history = new Insert(connection, "event", "id, ref, kind, item_id, actor_id, detail, at, state, due_at, attempts, after_id, trouble");
            using var wall = new Insert(connection, "item_wall", "item_id, key_kind, key_id");
            using var key = new Insert(connection, "item_key", "key_kind, key_id, position, item_id, part, kind, label, shown_originator_id, acknowledge_by, is_wanted, within_group, has_walls");
            for (var item = from; item < from + batch && item <= Items; item++) Fill(item, body, row, revision, history, wall, key);
            transaction.Commit();
            Console.WriteLine($"  {Math.Min(from + batch - 1, Items):N0} of {Items:N0} items");
        }
    }

    private void Fill(int item, string body, Insert row, Insert revision, Insert history, Insert wall, Insert key)
    {
        var at = Began.AddSeconds(item * 50L);
        var author = Author(item);
        var (label, audience) = Marked(item, author);
        long? acknowledge = IsRare(item) ? DateTimeOffset.UtcNow.AddDays(30).ToUnixTimeMilliseconds() : null;
        var position = Ids.At(at) | (uint)(item & 0xFFFFF);
        var title = $"Observation {item}: what returned after a removal";
        const string summary = "What returned after a removal, how fast, and what slowed it. Figures with method and confidence, for review by those who act on them.";
        row.Row(item, Reference(item), Kinds[item % 4], author, author, (long)label, 1, 1, System.Text.Json.JsonSerializer.Serialize(audience), 0, title, summary, 1, position, position, at.ToUnixTimeMilliseconds(), (object?)acknowledge ?? DBNull.Value);
        revision.Row(item, 1, title, summary, body, "", author, at.ToUnixTimeMilliseconds());
        history.Row(item, $"event-{item}", "item.published", item, author, "", at.ToUnixTimeMilliseconds(), "done", at.ToUnixTimeMilliseconds(), 0, 0, "");
        var facts = new ItemFacts { OriginatorId = author, AuthorId = author, Label = label };
        foreach (var one in FiledKey.Of(audience, facts))
            key.Row(one.Key.Kind, one.Key.Id, position, item, 0, Kinds[item % 4], (long)label, author, (object?)acknowledge ?? DBNull.Value, acknowledge is null ? DBNull.Value : 1, DBNull.Value, one.HasWalls ? 1 : 0);
        foreach (var one in AudienceKey.Walls(audience)) wall.Row(item, one.Kind, one.Id);
    }

    // A few organizations publish most: the square of an even spread. Members 1 to 2,000 are one publisher of each organization.
    public static int Author(int item)
    {
        var spread = (item * 7919L % Organizations) / (double)Organizations;
        return 3 + (int)(spread * spread * (Organizations - 3));
    }

    private (TlpLabel Label, Audience Audience) Marked(int item, int author)
    {
        if (IsRare(item)) return (TlpLabel.Amber, new Audience { Organizations = [2, author] });
        if (IsCommon(item))
        {
            return SectorOf(author) == Sector.Intergovernmental
                ? (TlpLabel.Green, new Audience { Sectors = [new(Sector.Company), new(Sector.Government), new(Sector.Ngo), new(Sector.Research)], Organizations = [author] })
                : (TlpLabel.Green, new Audience { Community = true, WalledSectors = [Sector.Intergovernmental] });
        }
        return (TlpLabel.Amber, new Audience { Organizations = [3 + (item % 1990), 4 + (item * 3 % 1990), 5 + (item * 7 % 1990)] });
    }

    private static List<string> DropIndexes(SqliteConnection connection)
    {
        var made = new List<string>();
        var names = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE 'item%'";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
                made.Add(reader.GetString(1));
            }
        }
        foreach (var name in names) Run(connection, $"DROP INDEX {name}");
        return made;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
