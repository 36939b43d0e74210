using System.ComponentModel;
using System.Diagnostics;
using Switchhook.BuildingBlocks;

namespace Switchhook.EmbeddedPostgres;

/// <summary>Runs a program as the server's user, untouched by the PG* variables of whoever starts the app.</summary>
public static class ServerProgram
{
    public static bool Succeeds(string program, params string[] arguments) => Answer(program, arguments).ExitCode == 0;

    public static (int ExitCode, string Output) Answer(string program, params string[] arguments) =>
        Run(As(ServerUser.Name, program, arguments), "");

    public static void RunOrThrow(string program, string input, params string[] arguments)
    {
        var (exitCode, output) = Run(As(ServerUser.Name, program, arguments), input);
        if (exitCode != 0)
            throw new StartupFailure($"{Path.GetFileName(program)} failed: {output}");
    }

    /// <summary>For pg_ctl start: the server inherits a redirected output and keeps it open, so that reading it would never end.</summary>
    public static bool SucceedsUnwatched(string program, params string[] arguments)
    {
        using var process = Process.Start(As(ServerUser.Name, program, arguments))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public static (int ExitCode, string Output) Run(ProcessStartInfo start, string input)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            process.WaitForExit();
            return (process.ExitCode, (output.Result + errors.Result).Trim());
        }
        catch (Exception notRunnable) when (notRunnable is Win32Exception or IOException)
        {
            return (126, notRunnable.Message);
        }
    }

    public static ProcessStartInfo As(string? user, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = OperatingSystem.IsWindows() ? "" : "/" };
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        if (user is not null)
            start.UserName = user;
        return start;
    }
}
