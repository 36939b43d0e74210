using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting;

/// <summary>
/// Asked for before anything starts: a second site on the same database would take up the first one's messages before it noticed.
/// </summary>
public static class PortCheck
{
    public static void ThrowIfInUse(WebApplication app)
    {
        // Tests serve from memory and bind nothing.
        if (app.Services.GetRequiredService<IServer>().GetType().Assembly != typeof(KestrelServer).Assembly)
            return;
        foreach (var url in app.Configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (
                BindingAddress.Parse(url) is { IsUnixPipe: false, IsNamedPipe: false, Port: > 0 } address
                && ErrorOf(address) is { } obstacle
            )
                throw new StartupFailure(
                    $"Port {address.Port} cannot be used ({obstacle}): end what listens there, or set PORT to another."
                );
    }

    static string? ErrorOf(BindingAddress address)
    {
        try
        {
            using var listener = address.Host is "localhost" or "127.0.0.1"
                ? new TcpListener(IPAddress.Loopback, address.Port)
                : TcpListener.Create(address.Port);
            listener.Start();
            return null;
        }
        catch (SocketException refused) when (refused.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return refused.Message;
        }
    }
}
