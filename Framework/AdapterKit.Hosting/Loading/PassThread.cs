using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace AdapterKit.Hosting;

/// <summary>
/// A thread that runs passes one after the other: libtorch keeps workers for each thread that computes, and a new thread for each pass
/// would start new ones.
/// </summary>
internal sealed class PassThread
{
    private const int MaxIdle = 4;
    private static readonly ConcurrentStack<PassThread> Idle = [];

    private readonly object gate = new();
    private Action? work;

    /// <summary>Runs work on a thread that has none: one that hangs does not come back, and another one takes its place.</summary>
    /// <param name="work">The work, which must not throw.</param>
    public static void Run(Action work)
    {
        if (!Idle.TryPop(out var thread))
        {
            thread = new PassThread();
            new Thread(thread.Serve) { IsBackground = true, Name = "AdapterKit pass" }.Start();
        }

        lock (thread.gate)
        {
            thread.work = work;
            Monitor.Pulse(thread.gate);
        }
    }

    private void Serve()
    {
        while (true)
        {
            RunNext();
            if (Idle.Count >= MaxIdle)
                return;

            Idle.Push(this);
        }
    }

    // A method of its own, so that an idle thread keeps nothing of a plugin in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunNext() => Take()();

    private Action Take()
    {
        lock (gate)
        {
            while (work is null)
                Monitor.Wait(gate);

            var own = work;
            work = null;
            return own;
        }
    }
}
