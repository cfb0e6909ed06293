using ForumPortal.Application.Decisions;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using Xunit.Abstractions;

namespace ForumPortal.Application.Tests.Interleaving;

/// <summary>
/// Two commands on two nodes, the second begun before each statement of the first in turn, on PostgreSQL: whatever is answered and stored is what one after the other would have given.
/// </summary>
public sealed class InterleavingTests(Nodes nodes, ITestOutputHelper output) : IClassFixture<Nodes>
{
    private static readonly bool All = Environment.GetEnvironmentVariable("FORUMPORTAL_TESTS_FULL") == "1";

    // Each is a test of its own, so that none of them looks as if it hung.
    private static readonly int Parts = All ? 40 : 1;
    private static readonly int MostCases = All ? int.MaxValue : 300;

    // They write nothing but the record, or once in the life of a database.
    private static readonly string[] LeftOut = ["FoldNames", "RecordOperation", "RecordLogoutRefusal", "RecordSignInFailure", "RecordStrangersRefusals", "SetUpForum", "MarkSampleWorld"];

    // They do what one does that is tried: DropMail to mail that has ended, ChooseMail by a link, SignCheckpointByProgram.
    private static readonly string[] Alike = ["CleanMail", "Unsubscribe", "SignCheckpoint"];

    // What went wrong once while commands ran side by side.
    private static readonly (Type, Type, string On)[] Faults =
    [
        (typeof(NameChair), typeof(DecideChair), World.Chartered), (typeof(NameChair), typeof(DecideGroup), World.Proposed), (typeof(GiveRoles), typeof(SignInPerson), World.Worker),
        (typeof(CastVote), typeof(CloseDecision), ""), (typeof(GiveRoles), typeof(GiveRoles), World.OtherAdministrator),
    ];

    public static IEnumerable<object[]> EachPart => Enumerable.Range(0, Parts).Select(part => new object[] { part });

    [Fact]
    public void Every_command_is_tried_and_is_done_by_itself()
    {
        var commands = typeof(ISender).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICommand<>))).Select(type => type.Name);
        Assert.Equal(commands.Except(LeftOut).Except(Alike).Order(StringComparer.Ordinal), nodes.Alone.Keys.Select(move => move.Request.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(nodes.Alone, one => !one.Value.Answer.StartsWith("answered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_went_wrong_once_does_so_at_no_step()
    {
        // A vote and a close write no common table: one reads what the other writes.
        var pairs = Pairs((_, _) => true).Where(pair => IsFault(pair.First, pair.Second) || IsFault(pair.Second, pair.First)).ToList();
        Assert.Equal(2 * Faults.Length, pairs.Count);
        await Interleave(pairs, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(EachPart))]
    public async Task Two_commands_that_write_a_common_table_end_as_one_after_the_other_would_have(int part)
    {
        var random = Seed.Random();
        var pairs = Pairs((one, other) => one.Overlaps(other)).OrderBy(_ => random.Next()).Where((_, place) => place % Parts == part).ToList();
        await Interleave(pairs, MostCases);
    }

    private static bool IsFault(Move first, Move second) =>
        Faults.Any(fault => first.Request.GetType() == fault.Item1 && second.Request.GetType() == fault.Item2 && first.On == fault.On && (second.On.Length == 0 || second.On == fault.On));

    private IEnumerable<(Move First, Move Second)> Pairs(Func<HashSet<string>, HashSet<string>, bool> areTried) =>
        nodes.Alone.SelectMany(first => nodes.Alone.Where(second => first.Key != second.Key && areTried(first.Value.Written, second.Value.Written)).Select(second => (first.Key, second.Key)));

    private async Task Interleave(List<(Move First, Move Second)> pairs, int mostCases)
    {
        var (cases, tried) = (0, 0);
        for (; tried < pairs.Count && cases < mostCases; tried++) cases += await nodes.Interleave(pairs[tried].First, pairs[tried].Second);
        output.WriteLine($"{cases} cases of {tried} of {pairs.Count} pairs, {Seed.Again}");
    }
}
