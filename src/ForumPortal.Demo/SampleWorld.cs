namespace ForumPortal.Demo;

/// <summary>Who is there on a first run. All names are invented.</summary>
public static class SampleWorld
{
    public static IReadOnlyList<SampleOrganization> Organizations { get; } =
    [
        new("meridian", "Meridian Social", "Company", null, "United States", Team("meridian",
            "Priya Venkatarangan", "Marcus Oyelaran-Webb", "Hanna Lindqvist-Mori")),
        new("lumen", "Lumen Video", "Company", null, "Ireland", Team("lumen",
            "Tomás Arrieta-Quillen", "Grace Adeyinka-Moss", "Felix Brandlacher")),
        new("norland", "Kingdom of Norland – National Police Directorate", "Government", "LawEnforcement", "Norland",
            GovernmentTeam("norland", "Sigrun Halvardsdal", "Eirik Nordvik-Aas", "Astrid Kvernmoen")),
        new("vestia", "Republic of Vestia – Ministry of Digital Policy", "Government", "Policy", "Vestia",
            GovernmentTeam("vestia", "Lucía Marchetti-Duvall", "Adrian Poplehar", "Noor van Aelsterveld")),
        new("openrights", "OpenRights Watch", "Ngo", null, "United Kingdom", Team("openrights",
            "Amara Chukwu-Bellamy", "Daniel Rosenfeld-Ito", "Leila Farrokhpour")),
        new("safeweb", "SafeWeb Institute", "Research", null, "Netherlands", Team("safeweb",
            "Wei-Lin Castellane", "Ruth Abernathy-Sato", "Jonas Petrauskelis")),
        new("secretariat", "Forum Secretariat", "Operator", null, "Switzerland",
        [
            .. Team("secretariat", "Margit Solberg-Nakai", "Kwame Asante-Reidy", "Elif Karadağlar"),
            // No claim can make an officer, a validator or an auditor: the forum gives those roles itself.
            new("secretariat", "officer", "Olivier Desrosiers-Kahl", ["forum-reader"]),
            new("secretariat", "validator", "Beatriz Monteverdes", ["forum-reader"]),
            new("secretariat", "auditor", "Samuel Thistlewaite", ["forum-reader"]),
        ]),
    ];

    public static SampleOrganization Organization(string handle) =>
        Organizations.Single(organization => organization.Handle == handle);

    private static IReadOnlyList<SamplePerson> Team(string handle, string administrator, string representative, string reader) =>
    [
        new(handle, "administrator", administrator, ["forum-administrator"]),
        new(handle, "representative", representative, ["forum-representative"]),
        new(handle, "reader", reader, ["forum-reader"]),
    ];

    private static IReadOnlyList<SamplePerson> GovernmentTeam(string handle, string administrator, string liaison, string reader) =>
    [
        new(handle, "administrator", administrator, ["forum-administrator"]),
        new(handle, "liaison", liaison, ["forum-liaison"]),
        new(handle, "reader", reader, ["forum-reader"]),
    ];
}
