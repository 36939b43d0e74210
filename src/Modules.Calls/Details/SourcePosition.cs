namespace Switchhook.Calls.Details;

/// <summary>Where in the call an answer was said.</summary>
/// <param name="Turn">Which line of the transcript.</param>
/// <param name="From">Where in the line's text its words begin.</param>
/// <param name="At">Seconds into the recording: of the first word where Retell timed the words, else of the line; null when it sent no
/// times.</param>
public sealed record SourcePosition(AnalysisField Field, int Turn, int From, int Length, double? At);
