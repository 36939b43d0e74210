using Switchhook.RetellSandbox.Scripts;

namespace Switchhook.RetellSandbox;

/// <summary>A kind of call the sandbox can play.</summary>
public record Scenario(string Name, string Title, string Description)
{
    public string Scripts { get; init; } = "";
    public bool Outbound { get; init; }
    public bool Web { get; init; }
    public bool Connects { get; init; } = true;
    public string Status { get; init; } = "ended";
    public bool IsInbound => !Outbound && !Web;
}

public static class Scenarios
{
    public static readonly IReadOnlyList<Scenario> All =
    [
        new("booking", "Appointment request", "A new customer would like an appointment and leaves name and number.")
        {
            Scripts = Booking.Text,
        },
        new("question", "Question", "Someone asks about prices or opening hours and wants to be called back.") { Scripts = Question.Text },
        new("angry", "Angry caller", "An upset customer complains and wants to be called back today.") { Scripts = Angry.Text },
        new("wrong_number", "Wrong number", "The caller meant to reach somebody else.") { Scripts = WrongNumber.Text },
        new("voicemail", "Voicemail", "Your agent calls out and reaches a voicemail.") { Scripts = Voicemail.Text, Outbound = true },
        new("spam", "Spam", "A sales robot tries to sell something.") { Scripts = Spam.Text },
        new("hangup", "Caller hangs up", "The caller hangs up in the middle of a sentence.") { Scripts = HangUp.Text },
        new("never_connected", "Never connected", "Your agent calls out and nobody picks up.")
        {
            Scripts = NeverConnected.Text,
            Outbound = true,
            Connects = false,
            Status = "not_connected",
        },
        new("web_call", "Web call", "A visitor talks to your agent from the browser.") { Scripts = WebCall.Text, Web = true },
    ];

    /// <summary>What becomes of an inbound call when every slot is taken: it goes to the fallback number, or nowhere.</summary>
    public static readonly Scenario Diverted = new("diverted", "", "") { Scripts = NoSlot.Diverted, Connects = false };
    public static readonly Scenario TurnedAway = new("turned_away", "", "")
    {
        Scripts = NoSlot.TurnedAway,
        Connects = false,
        Status = "error",
    };

    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
