using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ForumPortal.Web.Tests.Hosting;

/// <summary>Settings as a test states them, and the environment that they are read in.</summary>
internal static class Settings
{
    public static IConfigurationRoot Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).Build();

    public static IHostEnvironment Production { get; } = new Place(Environments.Production);

    public static IHostEnvironment Development { get; } = new Place(Environments.Development);

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "test";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
