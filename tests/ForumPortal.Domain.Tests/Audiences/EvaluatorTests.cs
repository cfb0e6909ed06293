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
    public void A_key_opens_to_its_holder_exactly_what_the_evaluator_admits_in_full()
    {
        var world = new World(Seed.Random(2));
        var (shown, hidden) = (0, 0);
        for (var number = 0; number < Cases; number++)
        {
            var one = world.Next();
            var isAdmitted = one.Audience.Admits(one.Item, one.Reader, one.HasRead, one.Now).Access == Access.Full;
            var isFound = Shared(one).Any(key => Opens(key, one));
            if (isAdmitted != isFound) Assert.Fail($"{Seed.Again}, case {number}: admitted: {isAdmitted}, found: {isFound}.\n{Describe(one)}\n{string.Join("\n", Shared(one))}");
            shown += isFound ? 1 : 0;
            hidden += !isFound && Shared(one).Any() ? 1 : 0;
        }
        Assert.True(shown > Cases / 20 && hidden > Cases / 20, $"{Seed.Again}: {shown} were found, and of {hidden} a key alone was held.");
    }

    private static IEnumerable<FiledKey> Shared(Case one)
    {
        var held = AudienceKey.HeldBy(one.Reader).ToHashSet();
        return FiledKey.Of(one.Audience, one.Item).Where(key => held.Contains(key.Key));
    }

    // As the lists ask it in SQL.
    private static bool Opens(FiledKey key, Case one)
    {
        var walls = AudienceKey.Walls(one.Audience).ToHashSet();
        AudienceKey[] stopped = [new((int)KeyKind.Sector, (long)one.Reader.Sector), new((int)KeyKind.Organization, one.Reader.OrganizationId), new((int)KeyKind.Member, one.Reader.MemberId)];
        return (key.OpensAt is not { } opens || opens <= one.Now) && (key.ClosesAt is not { } closes || closes > one.Now)
            && (key.AsOf is not { } moment || one.Reader.WasActiveAt(moment)) && (key.WithinGroup is not { } group || one.Reader.Groups.Contains(group))
            && (!key.HasWalls || !stopped.Any(walls.Contains));
    }

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
