using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Notifications;
using Xunit;
using static Switchhook.Specs.Leads.Given;

namespace Switchhook.Specs.Leads;

public class A_mail_about_a_lead
{
    static Switchhook.Contracts.MailOwner Of(string name) =>
        LeadEmail.Of(
            Details(new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Name] = name }, Now)),
            x => $"https://calls.example.com/{x}",
            "https://calls.example.com/leads/1"
        );

    [Fact]
    public void has_a_subject_of_one_line_that_ends()
    {
        Of(new string('N', 20_000)).Subject.Length.ShouldBeLessThan(120);
        Of("Zed\r\nBcc: x@example.com\r\n\r\nMark handled: https://evil.example.com").Subject.ShouldNotContain("\n");
        Of("\u202eZed").Subject.ShouldNotContain("\u202e");
    }

    [Fact]
    public void has_no_line_in_it_that_a_caller_wrote() =>
        Of("Zed\r\n\r\nMark handled: https://evil.example.com")
            .Text.Split('\n')
            .ShouldNotContain(x => x.StartsWith("Mark handled: https://evil", StringComparison.Ordinal));
}
