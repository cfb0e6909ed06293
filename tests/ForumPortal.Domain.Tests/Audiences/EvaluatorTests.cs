using ForumPortal.Domain.Audiences;

namespace ForumPortal.Domain.Tests.Audiences;

public class EvaluatorTests
{
    private const int Cases = 100_000;

    // Of each outcome at least so many, so that agreement on trivial worlds proves nothing.
    private const int Fewest = 40;

    [Fact]
    public void It_agrees_with_a_second_evaluator_written_from_the_rules()
    {
        var world = new World(Seed.Random());
        var seen = new Dictionary<(Access, ReadingGround), int>();
        for (var number = 0; number < Cases; number++)
        {
            var one = world.Next();
            var (access, ground) = NaiveEvaluator.Decide(one);
            var admission = one.Audience.Admits(one.Item, one.Reader, one.HasRead, one.Now);
            if ((admission.Access, admission.Ground) != (access, ground)) Assert.Fail($"{Seed.Again}, case {number}: {admission} but by the rules {access}, {ground}.\n{Describe(one)}");
            seen[(access, ground)] = seen.GetValueOrDefault((access, ground)) + 1;
        }
        Assert.All(Outcomes(), outcome => Assert.True(seen.GetValueOrDefault(outcome) >= Fewest, $"{Seed.Again}: {outcome} occurred {seen.GetValueOrDefault(outcome)} times."));
    }

    [Fact]
    public void Whoever_is_admitted_holds_a_key_under_which_the_item_is_filed()
    {
        var world = new World(Seed.Random(1));
        var admitted = 0;
        for (var number = 0; number < Cases; number++)
        {
            var one = world.Next();
            if (!one.Audience.Admits(one.Item, one.Reader, one.HasRead, one.Now).IsVisible) continue;
            admitted++;
            if (!Shared(one).Any()) Assert.Fail($"{Seed.Again}, case {number}: admitted, but no list would find it.\n{Describe(one)}");
        }
        Assert.True(admitted > Cases / 10, $"{Seed.Again}: only {admitted} were admitted.");
    }

    [Fact]
    public void Whoever_stands_behind_a_sector_wall_holds_no_key_but_those_of_their_own_items()
    {
        var world = new World(Seed.Random(2));
        var walled = 0;
        for (var number = 0; number < Cases; number++)
        {
            var one = world.Next();
            var (audience, item, reader) = (one.Audience, one.Item, one.Reader);
            if (reader.IsStranger || !audience.WalledSectors.Contains(reader.Sector)) continue;

            // Refused at creation: granted or named, and behind a wall.
            if (audience.Members.Contains(reader.MemberId) || audience.Organizations.Contains(reader.OrganizationId)) continue;
            if (item.AuthorId == reader.MemberId || item.OriginatorId == reader.OrganizationId || audience.Public) continue;
            walled++;
            if (Shared(one).Any()) Assert.Fail($"{Seed.Again}, case {number}: wades through what is walled.\n{Describe(one)}");
        }
        Assert.True(walled > 500, $"{Seed.Again}: only {walled} stood behind a wall.");
    }

    private static IEnumerable<AudienceKey> Shared(Case one) => AudienceKey.Of(one.Audience, one.Item).Intersect(AudienceKey.HeldBy(one.Reader));

    private static IEnumerable<(Access, ReadingGround)> Outcomes()
    {
        yield return (Access.None, ReadingGround.None);
        yield return (Access.Full, ReadingGround.Public);
        yield return (Access.NoticeOnly, ReadingGround.Public);
        foreach (var access in new[] { Access.Full, Access.NoticeOnly, Access.Expired })
            foreach (var ground in Enum.GetValues<ReadingGround>().Where(ground => ground is not (ReadingGround.None or ReadingGround.Public)))
                yield return (access, ground);
    }

    private static string Describe(Case one) =>
        $"{one.Audience} sectors [{string.Join(", ", one.Audience.Sectors)}] organizations [{string.Join(", ", one.Audience.Organizations)}] members [{string.Join(", ", one.Audience.Members)}] "
        + $"walls [{string.Join(", ", one.Audience.WalledSectors)}; {string.Join(", ", one.Audience.WalledOrganizations)}]\n{one.Item}\n{one.Reader} periods [{string.Join(", ", one.Reader.ActivePeriods)}] "
        + $"groups [{string.Join(", ", one.Reader.Groups)}], has read: {one.HasRead}, now: {one.Now:O}";
}
