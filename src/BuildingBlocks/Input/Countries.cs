using PhoneNumbers;

namespace Switchhook.BuildingBlocks.Input;

/// <summary>Countries that have phone numbers, by their two letters.</summary>
public static class Countries
{
    public static bool Exists(string code) => PhoneNumberUtil.GetInstance().GetSupportedRegions().Contains(code);
}
