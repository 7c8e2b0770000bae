namespace AdapterKit.Server;

/// <summary>A request that is wrong: what is wrong, and what to do.</summary>
internal sealed class RequestException(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status { get; } = status;
}
