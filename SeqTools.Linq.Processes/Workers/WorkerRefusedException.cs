namespace SeqTools.Linq.Processes;

/// <summary>A worker can't do what it is started for, and neither could the next one.</summary>
internal sealed class WorkerRefusedException(string message, Exception? inner = null) : Exception(message, inner);
