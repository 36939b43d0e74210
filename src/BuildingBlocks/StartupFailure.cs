using Microsoft.AspNetCore.Connections;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

/// <summary>Something the machine or the configuration lacks: the message is the one sentence to print before ending.</summary>
public sealed class StartupFailure(string sentence) : Exception(sentence)
{
    /// <summary>What whoever starts the site can mend, in a sentence; null for a fault of ours, whose trace must be seen.</summary>
    public static string? Sentence(Exception broken) => broken switch
    {
        StartupFailure or Refused => broken.Message,
        IOException { InnerException: AddressInUseException } => $"{broken.Message} End what listens there, or set PORT to another port.",
        UnauthorizedAccessException => $"{broken.Message} Start as the user to whom it belongs, or set DATA_DIR to another folder.",
        InvalidOperationException { InnerException: ArgumentException or FormatException } when broken.Message.Contains("configuration value", StringComparison.Ordinal) => broken.Message,
        _ => null,
    };
}
