using ForumPortal.Infrastructure.Mail;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Web.Tests.Hosting;

namespace ForumPortal.Web.Tests.Mail;

/// <summary>What the portal refuses to start with, because no mail would go out or a password would go out in clear.</summary>
public sealed class MailSettingsTests : IDisposable
{
    private readonly DirectoryInfo directory = System.IO.Directory.CreateTempSubdirectory("forum-portal-mail-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public void Without_a_host_there_is_no_mail_and_with_one_there_is()
    {
        Assert.False(MailServers.Open(Settings.Of(), directory.FullName, isDevelopment: false).IsSet);
        Assert.True(Open(false).IsSet);
        Assert.True(Open(true, ("Mail:Security", "None")).IsSet);
        Assert.True(Open(false, ("Mail:Security", "Tls")).IsSet);
        Assert.True(Open(false, ("Mail:Security", "StartTls"), ("Mail:Port", "2525"), ("Mail:User", "forum"), ("Mail:PasswordFile", Password())).IsSet);
    }

    [Theory]
    [InlineData("Mail:Host", "smtp example")]
    [InlineData("Mail:From", "")]
    [InlineData("Mail:From", "the forum")]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Mail:Port", "smtp")]
    [InlineData("Mail:Security", "None")]
    [InlineData("Mail:Port", "-1")]
    [InlineData("Mail:Security", "off")]
    public void What_cannot_stand_is_refused_by_its_name(string setting, string value) => Assert.Equal(setting, Refusal(false, (setting, value)));

    [Fact]
    public void A_password_comes_with_its_user_from_a_file_of_its_owners_and_is_never_sent_in_clear()
    {
        var file = Password();
        Assert.Equal("Mail:PasswordFile", Refusal(false, ("Mail:User", "forum")));
        Assert.Equal("Mail:User", Refusal(false, ("Mail:PasswordFile", file)));
        Assert.Equal("Mail:PasswordFile", Refusal(false, ("Mail:User", "forum"), ("Mail:PasswordFile", file + "-not-there")));
        Assert.Equal("Mail:User", Refusal(true, ("Mail:Security", "None"), ("Mail:User", "forum"), ("Mail:PasswordFile", file)));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal("Mail:PasswordFile", Refusal(false, ("Mail:User", "forum"), ("Mail:PasswordFile", file)));
    }

    private string Password()
    {
        var file = Path.Combine(directory.FullName, "password");
        File.WriteAllText(file, "a password");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private string Refusal(bool isDevelopment, params (string Name, string Value)[] settings) =>
        Assert.Throws<InvalidSettingException>(() => Open(isDevelopment, settings)).Setting;

    private Application.Mail.IMailServer Open(bool isDevelopment, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["Mail:Host"] = "smtp.example.org", ["Mail:From"] = "Forum Portal <noreply@forum.example.org>" };
        foreach (var (name, value) in settings) all[name] = value;
        return MailServers.Open(Settings.Of([.. all.Select(one => (one.Key, one.Value))]), Path.Combine(directory.FullName, "data"), isDevelopment);
    }
}
