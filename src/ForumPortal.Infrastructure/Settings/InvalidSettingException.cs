namespace ForumPortal.Infrastructure.Settings;

/// <summary>A setting that cannot stand: the program refuses to start. Never repeats a secret value.</summary>
/// <param name="setting">Its name, such as <c>Database:Engine</c>.</param>
/// <param name="message">What is wrong and what to do.</param>
public sealed class InvalidSettingException(string setting, string message) : Exception($"{setting}: {message}")
{
    /// <summary>The setting's name.</summary>
    public string Setting => setting;
}
