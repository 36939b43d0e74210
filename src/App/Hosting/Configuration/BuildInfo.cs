namespace Switchhook.App.Hosting.Configuration;

static class BuildInfo
{
#if DEBUG
    public static bool HasCompiler => true;
#else
    /// <summary>What ships carries the code for each message written out; Development would write it at run time.</summary>
    public static bool HasCompiler => false;
#endif
}
