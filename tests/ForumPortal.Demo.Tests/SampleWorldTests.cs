namespace ForumPortal.Demo.Tests;

public sealed class SampleWorldTests
{
    [Fact]
    public void Everybody_whom_the_first_run_promises_is_there()
    {
        var emails = SampleWorld.Organizations.SelectMany(organization => organization.People).Select(person => person.Email);

        Assert.Equal(
            [
                "administrator@lumen.example", "administrator@meridian.example", "administrator@norland.example",
                "administrator@openrights.example", "administrator@safeweb.example", "administrator@secretariat.example",
                "administrator@vestia.example", "auditor@secretariat.example", "liaison@norland.example",
                "liaison@vestia.example", "officer@secretariat.example", "reader@lumen.example", "reader@meridian.example",
                "reader@norland.example", "reader@openrights.example", "reader@safeweb.example", "reader@secretariat.example",
                "reader@vestia.example", "representative@lumen.example", "representative@meridian.example",
                "representative@openrights.example", "representative@safeweb.example", "representative@secretariat.example",
                "validator@secretariat.example",
            ],
            emails.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_subject_is_the_same_at_every_start_and_belongs_to_one_person()
    {
        var subjects = SampleWorld.Organizations.SelectMany(organization => organization.People).Select(person => person.Subject).ToList();

        Assert.Equal(subjects.Count, subjects.Distinct().Count());
        Assert.Equal("c2c43a3ad02a9ba41ae28898", SampleWorld.Organization("meridian").Person("representative").Subject);
    }

    [Fact]
    public void No_claim_speaks_of_the_secretariat_or_of_auditing()
    {
        var roles = SampleWorld.Organizations.SelectMany(organization => organization.People).SelectMany(person => person.Roles);

        Assert.Equal(
            ["forum-administrator", "forum-liaison", "forum-reader", "forum-representative"],
            roles.Distinct().Order(StringComparer.Ordinal));
    }
}
