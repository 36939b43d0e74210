using Switchhook.Agents.Retell;

namespace Switchhook.Agents;

/// <summary>What is asked about every call. The names are keys of the stored analyses: a rename orphans old calls.</summary>
public static class AnalysisQuestions
{
    public static readonly IReadOnlyList<RetellField> All =
    [
        new("string", "caller_name", "The caller's name as they gave it. Leave out when they gave none.") { Examples = ["José García"] },
        new("string", "callback_number", "The number to call back, in E.164 form where possible, if the caller gave one.")
        {
            Examples = ["+14155550142"],
        },
        new("string", "caller_email", "The caller's e-mail address, if they gave one."),
        new(
            "boolean",
            "is_lead",
            "True when the caller wants something that the business should act on: an appointment, a quote, a call back, an order "
                + "or a complaint. False for wrong numbers, sales calls, spam and voicemail."
        ),
        new("enum", "lead_intent", "What the caller wanted most.")
        {
            Choices =
            [
                "book_appointment",
                "change_appointment",
                "quote",
                "question",
                "complaint",
                "call_back",
                "wrong_number",
                "spam",
                "other",
            ],
        },
        new("string", "preferred_time", "The day and time that the caller would like, in their words.") { Examples = ["Tuesday morning"] },
        new("enum", "urgency", "How soon the caller needs an answer.") { Choices = ["low", "normal", "high", "emergency"] },
        new("string", "follow_up_notes", "What the business should do next, in one or two sentences."),
    ];
}
