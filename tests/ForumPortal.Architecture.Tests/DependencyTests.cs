using System.Xml.Linq;

namespace ForumPortal.Architecture.Tests;

public class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ForumPortal.Domain"] = [],
        ["ForumPortal.Application"] = ["ForumPortal.Domain"],
        ["ForumPortal.Infrastructure"] = ["ForumPortal.Application"],
        ["ForumPortal.Federation"] = ["ForumPortal.Application"],
        ["ForumPortal.Demo"] = ["ForumPortal.Application"],
        ["ForumPortal.Web"] = ["ForumPortal.Application", "ForumPortal.Demo", "ForumPortal.Federation", "ForumPortal.Infrastructure"],
    };

    [Fact]
    public void Projects_depend_on_each_other_in_one_direction()
    {
        var projects = Projects().ToDictionary(project => project.Name, project => project.References.Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), projects.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, references) in projects) Assert.True(references.All(Allowed[name].Contains), $"{name} references {string.Join(", ", references)}.");
    }

    [Fact]
    public void The_rules_stand_on_no_package_and_no_framework()
    {
        var domain = Projects().Single(project => project.Name == "ForumPortal.Domain").Document;
        Assert.Empty(domain.Descendants("PackageReference"));
        Assert.Empty(domain.Descendants("FrameworkReference"));
        Assert.All(typeof(Domain.Audiences.Audience).Assembly.GetReferencedAssemblies(), one => Assert.StartsWith("System", one.Name, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, XDocument Document, IEnumerable<string> References)> Projects() =>
        House.Files(".csproj").Select(file =>
        {
            var document = XDocument.Parse(file.Value);
            return (Path.GetFileNameWithoutExtension(file.Key), document, document.Descendants("ProjectReference").Select(one => Path.GetFileNameWithoutExtension((string)one.Attribute("Include")!)));
        });
}
