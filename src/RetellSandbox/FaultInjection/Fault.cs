using System.Text.Json.Serialization;

namespace Switchhook.RetellSandbox.FaultInjection;

/// <summary>A rule: how the sandbox fails which requests of one workspace.</summary>
public class Fault
{
    public required string FaultId { get; init; }
    public required int Position { get; init; }

    /// <summary>Method and path, where * stands for anything: "POST /create-phone-number", "* /update-*".</summary>
    public required string Match { get; init; }

    /// <summary>What the path with its query, or the body as compact JSON, must contain besides.</summary>
    public string? Contains { get; init; }

    [JsonPropertyName("fault")]
    public required string Way { get; init; }
    public int Nth { get; init; } = 1;

    /// <summary>How many requests from the nth on; 0 is all of them.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How long a wait, a lag or a delay lasts; without it, until somebody releases it.</summary>
    public int? Ms { get; init; }
    public int Status { get; init; }
    public string Message { get; init; } = "";
    public bool IsErrorMessage { get; init; }
    public int? RetryAfter { get; init; }

    /// <summary>How many requests fitted.</summary>
    public int Seen { get; set; }

    /// <summary>How many of them it has befallen, effect included.</summary>
    public int Struck { get; set; }

    [JsonIgnore]
    public List<HeldRequest> Holds { get; } = [];

    [JsonIgnore]
    public Task Changed => changed.Task;
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [JsonIgnore]
    public bool IsDue => Seen >= Nth && (Times == 0 || Seen < Nth + Times);

    public void NotifyChanged()
    {
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
