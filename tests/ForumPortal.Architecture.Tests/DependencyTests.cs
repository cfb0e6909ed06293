using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;
using ForumPortal.Application.Pipeline;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace ForumPortal.Architecture.Tests;

/// <summary>Which project, and which area, may use which.</summary>
public class DependencyTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["ForumPortal.Domain"] = [],
        ["ForumPortal.Application"] = ["ForumPortal.Domain"],
        ["ForumPortal.Infrastructure"] = ["ForumPortal.Application", "ForumPortal.Domain"],
        ["ForumPortal.Federation"] = ["ForumPortal.Application", "ForumPortal.Domain"],
        ["ForumPortal.Demo"] = ["ForumPortal.Application", "ForumPortal.Domain"],
    };

    // From left to right: an area may use what stands left of it.
    private static readonly string[] Areas =
    [
        "Data", "Pipeline", "Content", "Events", "Directory", "Connections", "Applications", "People", "SignIn", "Operations", "Groups", "Audit", "Items", "Posts", "Ballots",
        "Requests", "Discussions", "Decisions", "Notifications", "Mail", "Home",
    ];

    // Siblings: none uses another.
    private static readonly string[] Kinds = ["Requests", "Discussions", "Decisions"];

    private static readonly string[] OpensWork = ["On(", "For(", "Reset("];

    private static readonly Dictionary<string, Assembly> Projects = System.IO.Directory
        .EnumerateFiles(AppContext.BaseDirectory, "ForumPortal.*.dll")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !name.EndsWith(".Tests", StringComparison.Ordinal))
        .ToDictionary(name => name, Assembly.Load);

    private static readonly ArchUnitNET.Domain.Architecture Solution = new ArchLoader().LoadAssemblies([.. Projects.Values]).Build();

    public static TheoryData<string> Names => [.. Projects.Keys.Where(name => name != "ForumPortal.Web")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_uses_none_but_those_below_it(string project)
    {
        var others = Projects.Values.Except(MayUse[project].Append(project).Select(name => Projects[name])).ToArray();
        Types().That().ResideInAssembly(Projects[project])
            .Should().NotDependOnAny(Types().That().ResideInAssembly(others[0], others[1..]))
            .Check(Solution);
    }

    [Fact]
    public void The_rules_stand_on_no_package_and_no_framework() =>
        Assert.All(Projects["ForumPortal.Domain"].GetReferencedAssemblies(), one => Assert.StartsWith("System", one.Name, StringComparison.Ordinal));

    [Fact]
    public void An_area_uses_only_what_stands_left_of_it()
    {
        var uses = Solution.Types
            .SelectMany(type => type.Dependencies.Select(one => (Area: AreaOf(type), Uses: AreaOf(one.Target), What: $"{type.Name} uses {one.Target.Name}")))
            .Where(one => one is { Area: not null, Uses: not null } && one.Area != one.Uses)
            .ToList();
        Assert.True(uses.Count > 500, $"Only {uses.Count} were found.");
        Assert.Empty(uses.Where(one => Place(one.Uses!) > Place(one.Area!)).Select(one => one.What).Distinct());
        Assert.Empty(uses.Where(one => Kinds.Contains(one.Area) && Kinds.Contains(one.Uses)).Select(one => one.What).Distinct());
    }

    [Fact]
    public void A_handler_is_made_by_nobody_but_the_container()
    {
        var handlers = Solution.Types.Where(type => type.ImplementedInterfaces.Any(one => one.Name.StartsWith("IRequestHandler", StringComparison.Ordinal))).ToHashSet();
        Assert.True(handlers.Count > 100, $"Only {handlers.Count} were found.");
        Assert.Empty(Solution.Types
            .SelectMany(type => type.Dependencies.OfType<MethodCallDependency>().Where(call => call.TargetMember.Name.StartsWith(".ctor", StringComparison.Ordinal) && handlers.Contains(call.Target) && call.Target != type))
            .Select(call => $"{call.Origin.Name} makes a {call.Target.Name}").Distinct());
    }

    [Fact]
    public void Nothing_of_the_work_changes_under_a_handler()
    {
        const System.Reflection.BindingFlags all = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        Assert.All(typeof(Work).GetProperties(all), property => Assert.False(property.CanWrite, property.Name));
        var opening = Solution.Types
            .SelectMany(type => type.Dependencies.OfType<MethodCallDependency>())
            .Where(call => call.Target.FullName == typeof(Work).FullName && OpensWork.Any(name => call.TargetMember.Name.StartsWith(name, StringComparison.Ordinal)))
            .ToList();
        Assert.True(opening.Count > 3, $"Only {opening.Count} were found.");
        Assert.All(opening, call => Assert.Equal("Pipeline", AreaOf(call.Origin)));
    }

    private static string? AreaOf(IType type) =>
        type.Namespace?.FullName.Split('.') is ["ForumPortal", "Application", var area, ..] ? area : null;

    private static int Place(string area)
    {
        Assert.Contains(area, Areas);
        return Array.IndexOf(Areas, area);
    }
}
