using Microsoft.AspNetCore.Connections;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.App.Hosting;

public static class StartupFailureText
{
    /// <summary>What the operator can correct, in one sentence; null for a fault of ours, whose trace must be seen.</summary>
    public static string? Of(Exception broken) =>
        broken switch
        {
            StartupFailure or Refused => broken.Message,
            IOException { InnerException: AddressInUseException } =>
                $"{broken.Message} End what listens there, or set PORT to another port.",
            UnauthorizedAccessException => $"{broken.Message} Start as the user to whom it belongs, or set DATA_DIR to another folder.",
            InvalidOperationException { InnerException: ArgumentException or FormatException }
                when broken.Message.Contains("configuration value", StringComparison.Ordinal) => broken.Message,
            _ => null,
        };
}
