namespace Switchhook.Leads;

/// <summary>What a lead may tell of itself, and a person may write over.</summary>
public enum LeadField
{
    Name,
    Number,
    Email,
    Reason,
    Intent,
    PreferredTime,
    Notes,
}
