namespace Switchhook.Agents.Provisioning;

/// <summary>Descriptions to start from.</summary>
public static class BriefExamples
{
    public static readonly (string Kind, string Brief)[] All =
    [
        (
            "Clinic",
            "Answer for Reyes Dental in San Francisco. Be brief and kind. When someone wants to make, move or cancel an "
                + "appointment, ask which day and time would suit, weekdays between 9 and 17, and say that we call back to confirm. "
                + "Tooth pain is urgent: say that we call back today. If someone asks for prices, say that we call back the same day "
                + "and take name and number."
        ),
        (
            "Restaurant",
            "Answer for Trattoria Luna. When someone wants a table, ask for the name, the number of guests, day and time, and "
                + "about allergies, and say that we call back to confirm. We are open from 17:30 to 22:00, every day but Monday. We "
                + "have no parking of our own."
        ),
        (
            "Home services",
            "Answer for Harbor Plumbing. Ask what is wrong, since when, and for the address. Water running right now is urgent: "
                + "tell them to close the main valve and that we call back within fifteen minutes. Otherwise take name, number and two "
                + "times that suit for a visit. Never promise a price."
        ),
    ];
}
