using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>A voice as Retell lists it, and the pitch with which the sandbox imitates it.</summary>
public record Voice(string Id, string Name, string Provider, string Gender, string Accent, string Age, double Pitch);

public static class Voices
{
    public static readonly IReadOnlyList<Voice> All =
    [
        new("retell-Cimo", "Cimo", "platform", "female", "American", "Young", 205),
        new("retell-Della", "Della", "platform", "female", "American", "Middle Aged", 182),
        new("retell-Grant", "Grant", "platform", "male", "American", "Middle Aged", 112),
        new("11labs-Adrian", "Adrian", "elevenlabs", "male", "American", "Young", 124),
        new("11labs-Myra", "Myra", "elevenlabs", "female", "American", "Young", 214),
        new("11labs-Dorothy", "Dorothy", "elevenlabs", "female", "British", "Young", 222),
        new("11labs-Anthony", "Anthony", "elevenlabs", "male", "British", "Middle Aged", 104),
        new("11labs-Amritanshu", "Amritanshu", "elevenlabs", "male", "Indian", "Middle Aged", 132),
        new("openai-Alloy", "Alloy", "openai", "female", "American", "Young", 176),
        new("openai-Echo", "Echo", "openai", "male", "American", "Young", 118),
        new("cartesia-Lisa", "Lisa", "cartesia", "female", "Australian", "Middle Aged", 190),
        new("minimax-Oliver", "Oliver", "minimax", "male", "Australian", "Old", 92),
    ];

    public static void Map(IEndpointRouteBuilder retell)
    {
        retell.Get("/list-voices", request => Reply.Ok(new JsonArray([.. All.Select(voice => Show(voice, request.Origin))])));
        retell.Get(
            "/get-voice/{id}",
            request => Reply.Ok(Show(Find(request.Route("id")) ?? throw Refusal.Unknown("voice"), request.Origin))
        );
        retell.MapGet(
            "/voices/{file}",
            (string file) =>
                file.EndsWith(".wav", StringComparison.Ordinal) && Find(file[..^4]) is { } voice
                    ? SpeechSynthesizer.Answer(SpokenWord.Of($"Hi, this is {voice.Name}. How can I help you today?", voice.Pitch))
                    : Results.NotFound()
        );
    }

    public static Voice? Find(string? id) => All.FirstOrDefault(voice => voice.Id == id);

    public static bool Exists(string id) => Find(id) is not null;

    static JsonObject Show(Voice voice, string origin) =>
        new()
        {
            ["voice_id"] = voice.Id,
            ["voice_name"] = voice.Name,
            ["provider"] = voice.Provider,
            ["gender"] = voice.Gender,
            ["accent"] = voice.Accent,
            ["age"] = voice.Age,
            ["preview_audio_url"] = $"{origin}/sandbox/retell/voices/{voice.Id}.wav",
        };
}
