using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>The keys, and what each has left.</summary>
internal sealed class KeyRing(IOptionsMonitor<ServerOptions> options) : IDisposable
{
    private const int SecondsOfBurst = 10;

    private readonly ConcurrentDictionary<(string Name, int Rate, int Burst), TokenBucketRateLimiter> limiters = new();

    /// <summary>Whether there are keys at all.</summary>
    public bool IsEmpty => options.CurrentValue.Keys.Count == 0;

    /// <summary>Finds a key in a time that says nothing about it.</summary>
    public KeyOptions? Find(string secret)
    {
        var hash = Encoding.ASCII.GetBytes($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}");
        KeyOptions? found = null;
        foreach (var key in options.CurrentValue.Keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(key.Hash)))
                found = key;
        }

        return found;
    }

    /// <summary>Takes tokens from what a key may use.</summary>
    /// <returns><see langword="null"/> if it had them, else how long it must wait.</returns>
    /// <exception cref="DispatchRejectedException">The key can never have as many.</exception>
    public TimeSpan? Charge(string name, int tokens)
    {
        if (options.CurrentValue.Keys.FirstOrDefault(key => key.Name == name) is not { TokensPerSecond: { } rate } key)
            return null;

        var burst = key.Burst ?? rate * SecondsOfBurst;
        if (tokens > burst)
        {
            throw new DispatchRejectedException(
                RejectionReason.TooLarge, TimeSpan.Zero, string.Create(CultureInfo.InvariantCulture,
                $"The request has {tokens} tokens, but the key '{name}' may use {burst} at once. Split it into smaller ones."));
        }

        using var lease = limiters.GetOrAdd((name, rate, burst), Create).AttemptAcquire(tokens);
        if (lease.IsAcquired)
            return null;

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after.TotalSeconds : 1;
        return TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(wait)));
    }

    public void Dispose()
    {
        foreach (var limiter in limiters.Values)
            limiter.Dispose();
    }

    private static TokenBucketRateLimiter Create((string Name, int Rate, int Burst) key) => new(new()
    {
        TokenLimit = key.Burst,
        TokensPerPeriod = key.Rate,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });
}
