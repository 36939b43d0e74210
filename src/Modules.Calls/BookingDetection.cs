using System.Text.Json;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Calls;

/// <summary>Whether the agent booked something: a tool whose name says so was called, and it went well.</summary>
public static class BookingDetection
{
    public static bool Detect(IReadOnlyList<Turn> turns) => turns.Any(x => x.Tool is { } tool && Books(tool.Name) && WentWell(tool));

    /// <summary>book_slot, book_appointment_cal, create_booking; not check_availability, cancel_booking or send_booking_link.</summary>
    static bool Books(string tool) =>
        NormalizedTerm.Words(tool) switch
        {
            ["book" or "reserve" or "schedule" or "reschedule", ..] => true,
            ["create" or "make" or "add" or "confirm" or "place" or "new" or "save", .. var what] => what.Any(x =>
                x is "booking" or "appointment" or "reservation" or "event" or "meeting" or "visit"
            ),
            _ => false,
        };

    /// <summary>Retell says so outright; where it does not, there has to be a result that does not say the contrary.</summary>
    static bool WentWell(ToolCall tool) => tool.Succeeded ?? (!string.IsNullOrWhiteSpace(tool.Result) && !SaysNo(tool.Result));

    static bool SaysNo(string result)
    {
        try
        {
            using var json = JsonDocument.Parse(SanitizedJson.Text(result));
            return json.RootElement.ValueKind is not JsonValueKind.Object
                || json.RootElement.EnumerateObject()
                    .Any(x =>
                        x switch
                        {
                            {
                                Name: "error" or "errors" or "error_message",
                                Value.ValueKind: not (JsonValueKind.Null or JsonValueKind.False)
                            } => true,
                            { Name: "ok" or "success" or "successful" or "booked" or "confirmed" } => YesNo.Read(x.Value.ToString()).Value
                                != true,
                            { Name: "status" } => NormalizedTerm.IsAmong(
                                x.Value.ToString(),
                                ["error", "failed", "failure", "rejected", "declined", "unavailable", "not_available"]
                            ),
                            _ => false,
                        }
                    );
        }
        // A sentence instead of data is no proof.
        catch (JsonException)
        {
            return true;
        }
    }
}
