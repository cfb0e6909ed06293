using System.Reflection;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;

namespace ForumPortal.Architecture.Tests;

public class ControllerTests
{
    private static readonly Type[] Controllers = [.. typeof(PortalController).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ControllerBase)) && !type.IsAbstract)];

    private static readonly IReadOnlyList<MethodInfo> Actions = [.. Controllers.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName))];

    // A POST that changes nothing in the database, with the reason why it is one.
    private static readonly Dictionary<string, string> PostsThatChangeNothing = new()
    {
        ["DraftsController.Readers"] = "It carries a form that is too long for an address, as typed.",
        ["DraftsController.Preview"] = "It carries a text that is too long for an address, as typed.",
        ["DraftsController.Fields"] = "It carries a form that is too long for an address, as typed.",
        ["SignInController.Index"] = "It leads to a provider and leaves the state of the sign-in with the browser.",
        ["SignInController.Fresh"] = "It leads to a provider and leaves the state of the sign-in with the browser.",
        ["TrialsController.Test"] = "It leads to a provider and leaves the state of the sign-in with the browser.",
        ["SetUpController.Test"] = "It leads to a provider and leaves the state of the sign-in with the browser.",
    };

    // Declares a permission, and sends nothing that would ask for it.
    private static readonly Dictionary<string, string> SendNothing = new()
    {
        ["DraftsController.Preview"] = "It shows the writer what they typed; the database is not asked.",
        ["DraftsController.Fields"] = "It shows the writer what the kind asks for; the database is not asked.",
    };

    [Fact]
    public void Every_action_declares_its_permission()
    {
        Assert.True(Actions.Count > 100, $"Only {Actions.Count} were found.");
        Assert.All(Actions, action => Assert.True(
            action.GetCustomAttributes<OpenToEveryoneAttribute>().Count() + (action.GetCustomAttributes<ForAttribute>().Any() ? 1 : 0) == 1, Name(action)));
    }

    [Fact]
    public void What_changes_something_is_a_post_and_what_only_shows_is_a_get()
    {
        var posts = 0;
        foreach (var action in Actions.Where(action => action.GetCustomAttributes<HttpMethodAttribute>().Any()))
        {
            var method = Assert.Single(Assert.Single(action.GetCustomAttributes<HttpMethodAttribute>()).HttpMethods);
            var commands = MadeBy.Of(action).Where(MadeBy.IsCommand).Select(one => one.Name).ToList();
            if (method == "GET") Assert.True(commands.Count == 0, $"{Name(action)} is a GET and sends {string.Join(", ", commands)}.");
            else Assert.True(method == "POST" && commands.Count > 0 != PostsThatChangeNothing.ContainsKey(Name(action)), $"{Name(action)} is a {method} and sends {(commands.Count > 0 ? string.Join(", ", commands) : "no command")}.");
            posts += method == "POST" ? 1 : 0;
        }
        Assert.True(posts > 80, $"Only {posts} were found.");
        Assert.All(PostsThatChangeNothing.Keys, name => Assert.Contains(Actions, action => Name(action) == name));
    }

    // A page with a form stands for what the form sends. What fills the page beside what it is about is looked up as whoever asks, and needs no name.
    [Fact]
    public void Every_action_names_the_requests_that_it_sends()
    {
        var problems = new List<string>();
        foreach (var action in Actions)
        {
            var made = MadeBy.Of(action).Where(one => Permissions.Declared(one) is not OnlyTheProgramAttribute).ToHashSet();
            var named = action.GetCustomAttributes<ForAttribute>().Select(one => one.Request).ToHashSet();
            problems.AddRange(made.Where(MadeBy.IsCommand).Except(named).Select(one => $"{Name(action)} sends {one.Name} and does not name it."));
            if (SendNothing.ContainsKey(Name(action)))
            {
                problems.AddRange(made.Select(one => $"{Name(action)} sends {one.Name}."));
                continue;
            }
            var lead = IsShown(action) ? Actions.Where(other => !IsShown(other) && Address(other) == Address(action)).SelectMany(MadeBy.Of).ToHashSet() : [];
            problems.AddRange(named.Except(made).Except(lead).Select(one => $"{Name(action)} names {one.Name} and does not send it."));
        }
        Assert.Empty(problems);
        Assert.All(SendNothing.Keys, name => Assert.Contains(Actions, action => Name(action) == name));
    }

    private static string Name(MethodInfo action) => $"{action.DeclaringType!.Name}.{action.Name}";

    private static bool IsShown(MethodInfo action) => action.GetCustomAttributes<HttpGetAttribute>().Any();

    private static string? Address(MethodInfo action) => action.GetCustomAttributes<HttpMethodAttribute>().SingleOrDefault()?.Template;

    [Fact]
    public void No_action_goes_round_anti_forgery_except_the_page_of_problems_and_what_mail_programs_send() =>

        // The end of mail by one click (RFC 8058) comes from no page: the link's secret is the authority, and no cookie counts.
        Assert.Equal(["ProblemController", "UnsubscribeController"], Controllers.Where(type => type.GetCustomAttributes<IgnoreAntiforgeryTokenAttribute>().Any()
            || type.GetMethods().Any(method => method.GetCustomAttributes<IgnoreAntiforgeryTokenAttribute>().Any())).Select(type => type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_stands_outside_the_permissions() =>
        Assert.DoesNotContain(Controllers, type => type.GetCustomAttributes<AllowAnonymousAttribute>().Any() || type.GetMethods().Any(method => method.GetCustomAttributes<AllowAnonymousAttribute>().Any()));
}
