namespace AdapterKit.LoadTests;

/// <summary>What became of a request.</summary>
internal enum Outcome
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>It was not accepted.</summary>
    Refused,

    /// <summary>It was accepted, and its time was up.</summary>
    Late,

    /// <summary>Anything else.</summary>
    Failed,
}
